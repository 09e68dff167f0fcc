package org.dibao.store.web;

/**
 * Limits of one answer.
 *
 * @param page        revisions, if the request names no limit
 * @param maxPage     revisions
 * @param maxIds      articles that one request may ask for
 * @param maxContents bytes of the articles in one answer; the first one may be larger
 */
public record Limits(int page, int maxPage, int maxIds, long maxContents) {}
