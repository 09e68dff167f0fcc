package org.dibao.ingest.imports;

import java.util.HashSet;
import java.util.Set;

/**
 * The threads at work for one import. Once it is ended nobody comes in any more, and those inside are interrupted; when the
 * last has left, what they used is given back. So nothing is given back while a thread still uses it, and nothing is kept
 * when none ever came.
 */
final class Crew {
    private final Runnable afterwards;
    private final Set<Thread> inside = new HashSet<>();
    private boolean ended;
    private boolean over;

    /** @param afterwards runs once, when it is ended and nobody is inside */
    Crew(Runnable afterwards) {
        this.afterwards = afterwards;
    }

    /** @return whether the calling thread came in; it leaves by {@link #leave} */
    synchronized boolean enter() {
        return !ended && inside.add(Thread.currentThread());
    }

    void leave() {
        synchronized (this) {
            inside.remove(Thread.currentThread());
        }
        lookWhetherItIsOver();
    }

    /** Another thread, inside from now on until its work is done. It is not started if the crew is ended. */
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

    /** May be called by anyone, more than once. */
    void end() {
        synchronized (this) {
            ended = true;
            for (Thread thread : inside) {
                if (thread != Thread.currentThread()) {
                    thread.interrupt();
                }
            }
        }
        lookWhetherItIsOver();
    }

    private void lookWhetherItIsOver() {
        synchronized (this) {
            if (over || !ended || !inside.isEmpty()) {
                return;
            }
            over = true;
        }
        afterwards.run();
    }
}
