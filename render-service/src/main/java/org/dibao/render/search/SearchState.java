package org.dibao.render.search;

/** The state of the index. */
public sealed interface SearchState {

    /**
     * Search is unavailable: a dependency does not answer, or another instance uses the folder. It retries by itself.
     */
    record Waiting(String reason) implements SearchState {}

    /** The index is being rebuilt; {@code done} of the articles are indexed. */
    record Rebuilding(long done, long of) implements SearchState {}

    /** It follows the publications. */
    record Following() implements SearchState {}
}
