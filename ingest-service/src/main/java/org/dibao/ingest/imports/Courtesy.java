package org.dibao.ingest.imports;

import java.util.function.LongSupplier;
import org.dibao.ingest.submissions.SingleSubmissions;

/**
 * Lets single submissions go before the next articles of an import, for at most half of the time: after having waited, the import
 * has its turn for as long, whatever is submitted meanwhile. For one thread.
 */
final class Courtesy {
    private final SingleSubmissions singles;
    private final LongSupplier nanoTime;
    private long myTurnUntil;

    /** @param nanoTime the time */
    Courtesy(SingleSubmissions singles, LongSupplier nanoTime) {
        this.singles = singles;
        this.nanoTime = nanoTime;
        this.myTurnUntil = nanoTime.getAsLong();
    }

    /** Waits while single submissions are on their way, unless it is the import's turn. */
    void await() throws InterruptedException {
        long now = nanoTime.getAsLong();
        if (now - myTurnUntil < 0) {
            return;
        }
        singles.awaitNone();
        long after = nanoTime.getAsLong();
        myTurnUntil = after + (after - now);
    }
}
