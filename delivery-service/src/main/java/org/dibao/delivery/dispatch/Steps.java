package org.dibao.delivery.dispatch;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * What one courier does, step by step in the agenda's thread, until it is closed. A step that fails is a defect, of which somebody is told.
 */
final class Steps {
    private final Agenda agenda;
    private final Consumer<Throwable> broken;
    private boolean closed;

    Steps(Agenda agenda, Consumer<Throwable> broken) {
        this.agenda = agenda;
        this.broken = broken;
    }

    Instant now() {
        return agenda.now();
    }

    /** Takes a step now: for callers in the agenda's thread. */
    void take(Runnable step) {
        if (closed) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException | Error e) { // an Error too: the other couriers go on
            broken.accept(e);
        }
    }

    /** Takes a step soon: for callers in any thread. */
    void add(Runnable step) {
        agenda.add(() -> take(step));
    }

    void addAt(Instant time, Runnable step) {
        agenda.addAt(time, () -> take(step));
    }

    void close() {
        closed = true;
    }
}
