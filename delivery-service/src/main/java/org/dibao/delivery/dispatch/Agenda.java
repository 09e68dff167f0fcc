package org.dibao.delivery.dispatch;

import java.time.Instant;

/**
 * What all couriers do, one thing at a time, and their clock. Tasks run one after another, those for now in the order in which
 * they were added, in any thread; each sees what those before it have done. A failure of one does not affect the others.
 * Thread-safe.
 */
public interface Agenda {

    Instant now();

    /** Runs a task at once in this thread, or soon in another that is running tasks. */
    void add(Runnable task);

    /** Runs a task at that time or soon after. */
    void addAt(Instant time, Runnable task);
}
