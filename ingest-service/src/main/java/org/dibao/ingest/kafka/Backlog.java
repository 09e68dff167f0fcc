package org.dibao.ingest.kafka;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.dibao.contract.article.Position;

/**
 * How many submissions publishing lags behind the log, as far as this instance knows. Appends of other instances count
 * from this instance's next append on.
 */
public final class Backlog {
    private final AtomicLong lastAppended = new AtomicLong(Position.NONE.value());
    private final Supplier<Position> published;

    public Backlog(Supplier<Position> published) {
        this.published = published;
    }

    /** The log has a record at this position. */
    public void appended(Position position) {
        lastAppended.accumulateAndGet(position.value(), Math::max);
    }

    public long unpublished() {
        return Math.max(0, lastAppended.get() - published.get().value());
    }
}
