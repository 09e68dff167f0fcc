package org.dibao.support.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named daemon thread that runs a step again and again until the step is done or the loop is closed.
 *
 * <ul>
 *   <li>A step that ends in any {@link Throwable}, also an {@link OutOfMemoryError} or a {@link StackOverflowError}, is run
 *       again after a pause. The pauses grow from {@link #FIRST_PAUSE} to {@link #MAX_PAUSE} and begin anew after progress.
 *   <li>One thread runs the step, so the step needs no synchronization with itself.
 *   <li>{@link #state} tells at any time how the loop fares, also if its thread should be gone.
 *   <li>The first failure is one line in the log file, the same failure again one line a minute.
 *   <li>{@link #close} returns within seconds, whatever the step does.
 * </ul>
 */
public final class SupervisedLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SupervisedLoop.class);

    public static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    public static final Duration MAX_PAUSE = Duration.ofSeconds(3);

    /** How long a step may take to end by itself once the loop is being closed, and then once it is interrupted. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long MAX_PAUSE_NANOS = MAX_PAUSE.toNanos();
    private static final Duration QUIET = Duration.ofMinutes(1);

    /** What is run again and again. It may take as long as it likes: it tells of progress, and ends once {@link #isClosing}. */
    @FunctionalInterface
    public interface Step {
        /** @return what follows; a failure of any kind means: again, after a pause */
        Next run() throws Exception;
    }

    /** What is run from time to time. */
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }

    /** What follows a step that has ended well. */
    public record Next(@Nullable Duration pause) {
        /** The step once more, at once. */
        public static final Next AGAIN = new Next(Duration.ZERO);

        /** Nothing: the loop has done what it was for. */
        public static final Next DONE = new Next(null);

        /** The step once more, after a pause. */
        public static Next after(Duration pause) {
            return new Next(pause);
        }
    }

    private record Failure(Instant since, long times, Throwable cause) {}

    private final String name;
    private final Step step;
    private final @Nullable Runnable wakeUp;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile @Nullable Instant lastProgress;
    private volatile @Nullable Failure failure;
    private volatile boolean done;
    private Duration nextPause = FIRST_PAUSE;
    private String toldReason = "";
    private Instant toldAt = Instant.EPOCH;

    private SupervisedLoop(String name, Step step, @Nullable Runnable wakeUp) {
        this.name = name;
        this.step = step;
        this.wakeUp = wakeUp;
    }

    /** A loop whose step may be interrupted wherever it is: closing interrupts it at once. */
    public static SupervisedLoop of(String name, Step step) {
        return new SupervisedLoop(name, step, null);
    }

    /**
     * A loop whose step must not be interrupted without need.
     *
     * @param wakeUp called once when the loop is closed, after {@link #isClosing} has become true, to get the step out of
     *               where it waits; a step that has not ended 5 s later is interrupted all the same
     */
    public static SupervisedLoop of(String name, Step step, Runnable wakeUp) {
        return new SupervisedLoop(name, step, wakeUp);
    }

    /** A loop that runs a task, pauses, and runs it again; closing interrupts it. */
    public static SupervisedLoop every(Duration pause, String name, Task task) {
        Next next = Next.after(pause);
        return of(name, () -> {
            task.run();
            return next;
        });
    }

    /** Returns at once. Has no effect on a loop that was started or closed before. */
    public synchronized void start() {
        if (thread == null && !isClosing()) {
            Thread started = Thread.ofPlatform()
                    .name(name)
                    .daemon()
                    .uncaughtExceptionHandler((_, e) -> log.error("the loop {} is dead: restart this service", name, e))
                    .start(this::run);
            thread = started;
        }
    }

    /** The name of the loop and of its thread. */
    public String name() {
        return name;
    }

    /** Called by a step that runs for long, whenever it has got on: what failed before is over. */
    public void progressed() {
        lastProgress = Instant.now();
        if (failure != null) {
            failure = null;
        }
    }

    /** Whether the step is to end. */
    public boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Waits, less long if the loop is closed meanwhile. For steps that wait within themselves. */
    public void pause(Duration pause) throws InterruptedException {
        var _ = closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    public LoopState state() {
        Thread runner = thread;
        if (done || isClosing()) {
            return new LoopState.Ended();
        }
        if (runner == null) {
            return new LoopState.New();
        }
        if (!runner.isAlive()) {
            return done ? new LoopState.Ended() : new LoopState.Dead(lastProgress);
        }
        Failure last = failure;
        return last == null
                ? new LoopState.Running(lastProgress)
                : new LoopState.Failing(last.since(), last.times(), last.cause(), lastProgress);
    }

    private void run() {
        while (!done && !isClosing()) {
            try {
                runOnce();
            } catch (Throwable e) {
                // Not even dealing with the failure went well, as when memory is short. Nothing here allocates.
                if (!isClosing()) {
                    LockSupport.parkNanos(this, MAX_PAUSE_NANOS);
                }
            }
        }
    }

    private void runOnce() {
        Duration pause;
        try {
            Next next = step.run();
            progressed();
            nextPause = FIRST_PAUSE;
            if (next.pause() == null) {
                done = true;
                return;
            }
            pause = next.pause();
        } catch (Throwable e) { // an Error too: whatever ended the step, the loop goes on
            if (isClosing()) {
                return;
            }
            pause = failed(e);
        }
        try {
            if (pause.isPositive()) {
                pause(pause);
            }
        } catch (InterruptedException e) {
            // It is being closed, or somebody wants the pause to end.
        }
    }

    private Duration failed(Throwable e) {
        Failure before = failure; // absent also after progress within the step
        Duration pause = before == null ? FIRST_PAUSE : nextPause;
        Instant now = Instant.now();
        failure = new Failure(before == null ? now : before.since(), before == null ? 1 : before.times() + 1, e);
        nextPause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
        var _ = Thread.interrupted(); // nobody is closing it: it goes on
        tell(e, pause, now);
        return pause;
    }

    private void tell(Throwable e, Duration pause, Instant now) {
        String reason = reason(e);
        if (reason.equals(toldReason) && now.isBefore(toldAt.plus(QUIET))) {
            return;
        }
        toldReason = reason;
        toldAt = now;
        if (e instanceof Error) {
            log.error("{} failed and starts again in {} ms", name, pause.toMillis(), e);
        } else {
            log.warn("{} pauses {} ms and tries again: {}", name, pause.toMillis(), reason);
            log.debug("{} failed", name, e);
        }
    }

    static String reason(Throwable e) {
        return e instanceof Error || e.getMessage() == null ? e.toString() : Objects.requireNonNull(e.getMessage());
    }

    /**
     * Ends the loop and waits for its step to end: 5 s by itself, then as long again after an interrupt. A step that runs even
     * then is left behind in its daemon thread, with a line in the log file. May be called from the step itself, which then
     * is the last.
     */
    @Override
    public void close() {
        boolean first;
        Thread runner;
        synchronized (this) {
            first = !isClosing();
            closing.countDown();
            runner = thread;
        }
        if (runner == null || runner == Thread.currentThread()) {
            return;
        }
        try {
            if (wakeUp == null) {
                runner.interrupt();
            } else if (first) {
                wakeUp();
            }
            if (!runner.join(PATIENCE)) {
                runner.interrupt();
                if (!runner.join(PATIENCE)) {
                    log.warn("{} does not end: it is left behind", name);
                }
            }
        } catch (InterruptedException e) {
            runner.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void wakeUp() {
        try {
            Objects.requireNonNull(wakeUp).run();
        } catch (RuntimeException e) {
            log.warn("{} cannot be woken: {}", name, reason(e));
        }
    }
}
