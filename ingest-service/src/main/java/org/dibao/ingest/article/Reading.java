package org.dibao.ingest.article;

import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.event.Problem;
import org.jspecify.annotations.Nullable;

/** What came of reading an upload. */
public sealed interface Reading {

    /**
     * A valid article.
     *
     * @param id   given, or from the file's name; absent if there was neither
     * @param html made from the source, and sanitised
     */
    record Read(@Nullable ArticleId id, ArticleDraft given, String html) implements Reading {}

    record Invalid(Problem problem) implements Reading {}
}
