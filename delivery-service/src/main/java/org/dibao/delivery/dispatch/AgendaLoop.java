package org.dibao.delivery.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;
import org.jspecify.annotations.Nullable;

/**
 * The agenda as a supervised loop, helped by the threads that add to it: whoever adds a task for now runs it at once, unless
 * another thread is running tasks. So an answer leads to the next message without a change of threads. A thread that has
 * helped with {@value #HELP} tasks leaves the rest to the loop. A task that fails is not run again; the loop reports the
 * failure and goes on.
 */
public final class AgendaLoop implements Agenda, Supervised, AutoCloseable {
    /** The clock may be set: nothing is waited for longer than that without looking at it. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final int HELP = 50;

    private final Clock clock;
    private final SupervisedLoop loop = SupervisedLoop.of("deliver", this::run, this::wakeUp);
    private final Object changing = new Object();

    // Guarded by changing.
    private final ArrayDeque<Runnable> now = new ArrayDeque<>();
    private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparing(Later::time));
    private Turn turn = Turn.LOOP;

    private record Later(Instant time, Runnable task) {}

    /** Who runs tasks. Nobody else does until it has run out of them, or has left them to the loop. */
    private enum Turn {
        NOBODY,
        HELPER,
        LOOP
    }

    public AgendaLoop(Clock clock) {
        this.clock = clock;
    }

    /** Until then nothing is run. */
    public void start() {
        loop.start();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void add(Runnable task) {
        synchronized (changing) {
            now.add(task);
            if (turn != Turn.NOBODY || loop.isClosing()) {
                return;
            }
            turn = Turn.HELPER;
        }
        help();
    }

    @Override
    public void addAt(Instant time, Runnable task) {
        Later added = new Later(time, task);
        synchronized (changing) {
            later.add(added);
            if (later.element() == added) {
                changing.notifyAll();
            }
        }
    }

    /** In the thread of somebody who must not be kept for long, nor be told of a failure. */
    private void help() {
        for (int i = 0; i < HELP; i++) {
            Runnable task = next();
            if (task == null) {
                return;
            }
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                leaveToLoop(e);
                return;
            }
        }
        leaveToLoop(null);
    }

    private void leaveToLoop(@Nullable Throwable failure) {
        synchronized (changing) {
            turn = Turn.LOOP;
            changing.notifyAll();
            if (failure != null) {
                now.addFirst(() -> fail(failure));
            }
        }
    }

    private static void fail(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    private Next run() throws InterruptedException {
        while (!loop.isClosing()) {
            Runnable task = next();
            if (task == null) {
                awaitTurn();
            } else {
                task.run();
            }
            loop.progressed();
        }
        return Next.DONE;
    }

    /** For the thread whose turn it is; absent if there is none, and then it is nobody's. */
    private @Nullable Runnable next() {
        synchronized (changing) {
            Later first = later.peek();
            if (first != null && !first.time().isAfter(clock.instant())) {
                return later.remove().task();
            }
            Runnable task = now.poll();
            if (task == null) {
                turn = Turn.NOBODY;
            }
            return task;
        }
    }

    private void awaitTurn() throws InterruptedException {
        synchronized (changing) {
            while (turn != Turn.LOOP && !loop.isClosing()) {
                long pause = pause();
                if (pause == 0 && turn == Turn.NOBODY) {
                    turn = Turn.LOOP;
                } else {
                    changing.wait(Math.max(1, pause));
                }
            }
        }
    }

    /** Milliseconds until something is due, or until the clock is looked at. */
    private long pause() {
        Later first = later.peek();
        if (first == null) {
            return LOOK.toMillis();
        }
        // Rounded up, so that it is due then.
        long left = Math.ceilDiv(Duration.between(clock.instant(), first.time()).toNanos(), 1_000_000L);
        return Math.clamp(left, 0, LOOK.toMillis());
    }

    private void wakeUp() {
        synchronized (changing) {
            changing.notifyAll();
        }
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        return Stream.of(loop);
    }

    @Override
    public void close() {
        loop.close();
    }
}
