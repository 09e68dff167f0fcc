package org.dibao.delivery.dispatch;

import java.time.Instant;

/**
 * The one thread in which all couriers live, and its clock. Tasks run one after another, those for now in the order in which
 * they were added; a failure of one does not affect the others. Thread-safe.
 */
public interface Agenda {

    Instant now();

    /** Runs a task soon. */
    void add(Runnable task);

    /** Runs a task at that time or soon after. */
    void addAt(Instant time, Runnable task);
}
