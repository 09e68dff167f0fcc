package org.dibao.ingest.submissions;

import java.util.function.LongSupplier;

/**
 * Lets single submissions go before the next articles of an import, or the next bytes of a file, for at most half of the time: after
 * having waited, these have their turn for as long, whatever is submitted meanwhile. For one thread.
 */
public final class Courtesy {
    private final SingleSubmissions singles;
    private final LongSupplier nanoTime;
    private long myTurnUntil;

    /** @param nanoTime the time */
    public Courtesy(SingleSubmissions singles, LongSupplier nanoTime) {
        this.singles = singles;
        this.nanoTime = nanoTime;
        this.myTurnUntil = nanoTime.getAsLong();
    }

    /** Waits while single submissions are on their way, unless it is this one's turn. */
    public void await() throws InterruptedException {
        long now = nanoTime.getAsLong();
        if (now - myTurnUntil < 0) {
            return;
        }
        singles.awaitNone();
        long after = nanoTime.getAsLong();
        myTurnUntil = after + (after - now);
    }
}
