package org.dibao.acceptance.chaos.truth;

/**
 * What a reader saw.
 *
 * @param floor the last position that the reader, or anybody else at this gateway, had been told was live before it was asked for
 */
public record Seen(String path, long floor, PageState state) {}
