package org.dibao.render.edition;

/** How far an instance is from showing pages. */
public sealed interface EditionState {

    /** What it needs does not answer yet, or does not belong together; it looks again by itself. */
    record Waiting(String reason) implements EditionState {}

    /** The view has so many of the positions that were announced before. */
    record Rebuilding(long done, long of) implements EditionState {}

    /** It reads the view into memory. */
    record Loading(long articles) implements EditionState {}

    /** It shows pages. */
    record Serving(Edition edition) implements EditionState {}
}
