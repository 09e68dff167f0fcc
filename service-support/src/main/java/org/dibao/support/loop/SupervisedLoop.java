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
 *   <li>A step that throws anything, even an {@link OutOfMemoryError} or a {@link StackOverflowError}, is run again
 *       after a pause. Pauses grow from {@link #FIRST_PAUSE} to {@link #MAX_PAUSE} and start over after progress.
 *   <li>A single thread runs the step, so the step needs no synchronization with itself.
 *   <li>{@link #state} reports the loop's state at any time, even if its thread has died.
 *   <li>The first failure is logged in one line, the same failure again at most once a minute.
 *   <li>{@link #close} returns within seconds, whatever the step does.
 * </ul>
 */
public final class SupervisedLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SupervisedLoop.class);

    public static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    public static final Duration MAX_PAUSE = Duration.ofSeconds(3);

    /** How long a step may take to end by itself once the loop is being closed, and again once it is interrupted. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long MAX_PAUSE_NANOS = MAX_PAUSE.toNanos();
    private static final Duration QUIET = Duration.ofMinutes(1);

    /**
     * The step that is run repeatedly. It may take any time, but must report progress and end once {@link #isClosing}
     * is true.
     */
    @FunctionalInterface
    public interface Step {
        /** @return what to do next; any failure means running it again after a pause */
        Next run() throws Exception;
    }

    /** A task that is run at intervals. */
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }

    /** What to do after a step that has succeeded. */
    public record Next(@Nullable Duration pause) {
        /** Run the step again at once. */
        public static final Next AGAIN = new Next(Duration.ZERO);

        /** Stop: the loop has done its job. */
        public static final Next DONE = new Next(null);

        /** Run the step again after a pause. */
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

    /** A loop with a step that may be interrupted anywhere: closing interrupts it at once. */
    public static SupervisedLoop of(String name, Step step) {
        return new SupervisedLoop(name, step, null);
    }

    /**
     * A loop with a step that must not be interrupted needlessly.
     *
     * @param wakeUp called once when the loop is closed, after {@link #isClosing} has become true, to wake a waiting
     *               step; a step that has not ended 5 s later is interrupted anyway
     */
    public static SupervisedLoop of(String name, Step step, Runnable wakeUp) {
        return new SupervisedLoop(name, step, wakeUp);
    }

    /** A loop that runs a task repeatedly with a pause in between; closing interrupts it. */
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

    /** Called by a long-running step whenever it makes progress, which ends a state of failure. */
    public void progressed() {
        lastProgress = Instant.now();
        if (failure != null) {
            failure = null;
        }
    }

    /** Whether it was started and not closed since. */
    public boolean isRunning() {
        return thread != null && !isClosing();
    }

    /** Whether the step has to end. */
    public boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Waits, or returns early if the loop is closed. For steps that pause internally. */
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
                // Even handling the failure failed, for lack of memory perhaps. Nothing here allocates.
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
        } catch (Throwable e) { // an Error too: whatever ended the step, the loop continues
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
            // The loop is being closed, or something else ended the pause.
        }
    }

    private Duration failed(Throwable e) {
        Failure before = failure; // also absent after progress within the step
        Duration pause = before == null ? FIRST_PAUSE : nextPause;
        Instant now = Instant.now();
        failure = new Failure(before == null ? now : before.since(), before == null ? 1 : before.times() + 1, e);
        nextPause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
        var _ = Thread.interrupted(); // nobody is closing the loop, so it continues
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
            log.error("{} failed and restarts in {} ms", name, pause.toMillis(), e);
        } else {
            log.warn("{} pauses {} ms and tries again: {}", name, pause.toMillis(), reason);
            log.debug("{} failed", name, e);
        }
    }

    static String reason(Throwable e) {
        return e instanceof Error || e.getMessage() == null ? e.toString() : Objects.requireNonNull(e.getMessage());
    }

    /**
     * Ends the loop and waits for its step: 5 s for it to end by itself, then as long again after an interrupt. A step
     * that is still running then is abandoned in its daemon thread, with a line in the log. May be called from the step
     * itself, which is then the last.
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
                    log.warn("{} does not end and is abandoned", name);
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
            log.warn("waking {} failed: {}", name, reason(e));
        }
    }
}
