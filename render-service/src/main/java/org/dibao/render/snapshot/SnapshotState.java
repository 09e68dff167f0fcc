package org.dibao.render.snapshot;

/** How far an instance is from showing pages. */
public sealed interface SnapshotState {

    /** What it needs does not answer yet, or does not belong together; it looks again by itself. */
    record Waiting(String reason) implements SnapshotState {}

    /** The view has so many of the positions that were announced before. */
    record Rebuilding(long done, long of) implements SnapshotState {}

    /** It reads the view into memory. */
    record Loading(long articles) implements SnapshotState {}

    /** It shows pages. */
    record Serving(SiteSnapshot edition) implements SnapshotState {}
}
