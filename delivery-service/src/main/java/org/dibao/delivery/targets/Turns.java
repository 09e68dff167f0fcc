package org.dibao.delivery.targets;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Lets at most so many operations run at once; further ones wait and begin in the order in which they came. Thread-safe. */
final class Turns {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    Turns(int limit) {
        this.free = limit;
    }

    /**
     * Begins when it is its turn: now, or in the thread of another one that ends.
     *
     * @param begin must lead to one call of {@link #end}
     */
    void take(Runnable begin) {
        synchronized (this) {
            if (free == 0) {
                waiting.add(begin);
                return;
            }
            free--;
        }
        begin.run();
    }

    /** @return whether it was still waiting: then it will not begin */
    synchronized boolean leave(Runnable begin) {
        return waiting.remove(begin);
    }

    void end() {
        Runnable next = nextOrFree();
        if (next != null) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable nextOrFree() {
        Runnable next = waiting.poll();
        if (next == null) {
            free++;
        }
        return next;
    }
}
