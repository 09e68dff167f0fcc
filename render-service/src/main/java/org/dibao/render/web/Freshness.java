package org.dibao.render.web;

import java.time.Duration;
import org.dibao.contract.article.Position;
import org.dibao.render.snapshot.SnapshotUpdater;

/**
 * The minimum freshness of a response.
 *
 * @param position the response shows everything up to here
 * @param behind   how far the response may lag behind later publications in time
 */
record Freshness(Position position, Duration behind) {
    private static final long MAX_SECONDS = 999_999_999; // 31 years; clients can rely on this number of digits

    /** Must be called before anything is looked up. */
    static Freshness of(SnapshotUpdater updater) {
        return new Freshness(updater.gate().position(), updater.behind());
    }

    /** The header {@code Age} (RFC 9111, 5.1), rounded up: a response is never older than stated. */
    String age() {
        return Long.toString(Math.min(MAX_SECONDS, behind.plusNanos(999_999_999).toSeconds()));
    }
}
