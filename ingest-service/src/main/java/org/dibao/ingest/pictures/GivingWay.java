package org.dibao.ingest.pictures;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Lets work that nobody waits for stand back while there is work that somebody waits for: it goes on once there has been none for a
 * moment, and in any case after a time, so that it is never starved. For one thread.
 */
final class GivingWay {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    /** Between two requests of one client there is nothing to see: so many looks in a row, a second's, must have seen nothing. */
    private static final int LOOKS = 50;

    private final BooleanSupplier others;
    private final Duration patience;

    /**
     * @param others   whether somebody waits for other work
     * @param patience the longest wait
     */
    GivingWay(BooleanSupplier others, Duration patience) {
        this.others = others;
        this.patience = patience;
    }

    void await() throws InterruptedException {
        long start = System.nanoTime();
        int quiet = others.getAsBoolean() ? 0 : LOOKS;
        while (quiet < LOOKS && System.nanoTime() - start < patience.toNanos()) {
            Thread.sleep(BETWEEN_LOOKS);
            quiet = others.getAsBoolean() ? 0 : quiet + 1;
        }
    }
}
