package org.dibao.render.web;

import java.time.Duration;
import org.dibao.contract.article.Position;
import org.dibao.render.snapshot.SnapshotUpdater;

/**
 * How new an answer is at least.
 *
 * @param position everything up to here is in it
 * @param behind   for how long it may be that there are later publications which are not
 */
record Freshness(Position position, Duration behind) {
    private static final long MAX_SECONDS =
            999_999_999; // 31 years; whoever reads the header may count on that many digits

    /** To be asked before anything is looked up. */
    static Freshness of(SnapshotUpdater updater) {
        return new Freshness(updater.reached().position(), updater.behind());
    }

    /** The header {@code Age} (RFC 9111, 5.1), rounded up: an answer is never older than it says. */
    String age() {
        return Long.toString(Math.min(MAX_SECONDS, behind.plusNanos(999_999_999).toSeconds()));
    }
}
