package org.dibao.ingest.imports;

import java.util.HashSet;
import java.util.Set;

/**
 * The threads working for one import. Once it has ended, no thread can enter and those inside are interrupted; when the
 * last one has left, their resources are released. Nothing is therefore released while a thread still uses it, and
 * nothing is retained if no thread ever entered.
 */
final class ImportWorkers {
    private final Runnable afterwards;
    private final Set<Thread> inside = new HashSet<>();
    private boolean ended;
    private boolean over;

    /** @param afterwards runs once, when the import has ended and no thread is inside */
    ImportWorkers(Runnable afterwards) {
        this.afterwards = afterwards;
    }

    /** @return whether the calling thread has entered; it must then call {@link #leave} */
    synchronized boolean enter() {
        return !ended && inside.add(Thread.currentThread());
    }

    void leave() {
        synchronized (this) {
            inside.remove(Thread.currentThread());
        }
        releaseIfOver();
    }

    /** Starts another thread, which is inside until its work is done. It is not started if the import has ended. */
    Thread start(String name, Runnable work) {
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                work.run();
            } finally {
                leave();
            }
        });
        synchronized (this) {
            if (!ended) {
                inside.add(thread);
                thread.start();
            }
        }
        return thread;
    }

    /** May be called by any thread, more than once. */
    void end() {
        synchronized (this) {
            ended = true;
            for (Thread thread : inside) {
                if (thread != Thread.currentThread()) {
                    thread.interrupt();
                }
            }
        }
        releaseIfOver();
    }

    private void releaseIfOver() {
        synchronized (this) {
            if (over || !ended || !inside.isEmpty()) {
                return;
            }
            over = true;
        }
        afterwards.run();
    }
}
