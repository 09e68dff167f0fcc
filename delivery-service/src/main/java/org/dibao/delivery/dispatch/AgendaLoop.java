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

/** The agenda as a supervised loop. A task that fails is not run again; the loop reports the failure and goes on. */
public final class AgendaLoop implements Agenda, Supervised, AutoCloseable {
    /** The clock may be set: nothing is waited for longer than that without looking at it. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Clock clock;
    private final SupervisedLoop loop = SupervisedLoop.of("deliver", this::run, this::wakeUp);
    private final Object changing = new Object();
    private final ArrayDeque<Runnable> now = new ArrayDeque<>();
    private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparing(Later::time));

    private record Later(Instant time, Runnable task) {}

    public AgendaLoop(Clock clock) {
        this.clock = clock;
    }

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
            changing.notifyAll();
        }
    }

    @Override
    public void addAt(Instant time, Runnable task) {
        synchronized (changing) {
            later.add(new Later(time, task));
            changing.notifyAll();
        }
    }

    private Next run() throws InterruptedException {
        while (!loop.isClosing()) {
            Runnable task = next();
            if (task != null) {
                task.run();
            }
            loop.progressed();
        }
        return Next.DONE;
    }

    private @Nullable Runnable next() throws InterruptedException {
        synchronized (changing) {
            Later first = later.peek();
            Instant time = clock.instant();
            if (first != null && !first.time().isAfter(time)) {
                return later.remove().task();
            }
            Runnable task = now.poll();
            if (task == null && !loop.isClosing()) {
                changing.wait(pause(first, time));
            }
            return task;
        }
    }

    private static long pause(@Nullable Later first, Instant time) {
        if (first == null || first.time().isAfter(time.plus(LOOK))) {
            return LOOK.toMillis();
        }
        return Math.max(1, Duration.between(time, first.time()).toMillis());
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
