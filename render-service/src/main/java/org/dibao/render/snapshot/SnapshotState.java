package org.dibao.render.snapshot;

/** The state of an instance's snapshot. */
public sealed interface SnapshotState {

    /** A prerequisite does not answer yet, or the database and the topics do not match; it retries by itself. */
    record Waiting(String reason) implements SnapshotState {}

    /** The view is being rebuilt; it has {@code done} of the positions published before. */
    record Rebuilding(long done, long of) implements SnapshotState {}

    /** The view is being read into memory. */
    record Loading(long articles) implements SnapshotState {}

    /** Pages are served. */
    record Serving(SiteSnapshot snapshot) implements SnapshotState {}
}
