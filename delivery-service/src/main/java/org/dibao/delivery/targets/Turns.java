package org.dibao.delivery.targets;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Lets at most so many operations run at once; further ones wait and begin in the order in which they came. Thread-safe. */
final class Turns {
    private final Queue<Turn> waiting = new ArrayDeque<>();
    private int free;

    Turns(int limit) {
        this.free = limit;
    }

    /** Runs the work when it is its turn. The turn ends when the work does: with a result, with a failure or cancelled. */
    <T> Mono<T> take(Mono<T> work) {
        return Mono.usingWhen(Mono.create(this::ask), _ -> work, Turn::end);
    }

    private void ask(MonoSink<Turn> sink) {
        Turn turn = new Turn(sink);
        sink.onCancel(turn::leave);
        synchronized (this) {
            if (free == 0) {
                waiting.add(turn);
                return;
            }
            free--;
        }
        turn.begin();
    }

    private synchronized boolean stopsWaiting(Turn turn) {
        return waiting.remove(turn);
    }

    private void next() {
        Turn next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.begin();
    }

    synchronized int waiting() {
        return waiting.size();
    }

    private final class Turn {
        private final MonoSink<Turn> sink;
        private final AtomicBoolean ended = new AtomicBoolean();

        Turn(MonoSink<Turn> sink) {
            this.sink = sink;
        }

        void begin() {
            sink.success(this);
        }

        /** Cancelled before the work began. */
        void leave() {
            if (!stopsWaiting(this)) {
                giveBack();
            }
        }

        Mono<Void> end() {
            return Mono.fromRunnable(this::giveBack);
        }

        private void giveBack() {
            if (ended.compareAndSet(false, true)) {
                next();
            }
        }
    }
}
