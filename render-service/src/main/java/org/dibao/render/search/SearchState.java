package org.dibao.render.search;

/** How far the index is. */
public sealed interface SearchState {

    /** Nothing can be searched: what the index needs does not answer, or its folder is another's. It tries again by itself. */
    record Waiting(String reason) implements SearchState {}

    /** It is made anew and has so many of the articles. */
    record Rebuilding(long done, long of) implements SearchState {}

    /** It follows the publications. */
    record Following() implements SearchState {}
}
