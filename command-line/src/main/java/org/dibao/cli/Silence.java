package org.dibao.cli;

import java.time.Duration;

/** Runs something once a connection has been silent for too long. A connection whose other end is gone never ends. */
final class Silence implements AutoCloseable {
    private final Thread watch;
    private volatile long heard = System.nanoTime();

    Silence(Duration most, Runnable then) {
        this.watch = Thread.ofVirtual().start(() -> {
            try {
                for (long left = most.toNanos(); left > 0; left = heard + most.toNanos() - System.nanoTime()) {
                    Thread.sleep(Duration.ofNanos(left));
                }
                then.run();
            } catch (InterruptedException e) {
                // closed
            }
        });
    }

    /** Something was heard. */
    void broken() {
        heard = System.nanoTime();
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
