package org.dibao.support.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.dibao.support.trace.LogContext;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * A fixed number of threads with a bounded queue, for work that would block an event loop. Work that nobody waits for
 * any more leaves the queue at once; work that is already running finishes, and its result is dropped. The gauges
 * {@code dibao.workers.busy} and {@code dibao.workers.queue} are tagged with the workers' purpose.
 */
public final class Workers implements AutoCloseable {
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private final ThreadPoolExecutor threads;

    /** No thread was free for the work in time: it has not run and never will. */
    public static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1;

        Busy() {
            super("there are no free workers", null, false, false);
        }
    }

    /** The work takes too much processor time: it has no effect and never will. */
    public static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super("the work takes too much of the processor", null, false, false);
        }
    }

    /**
     * @param of    their purpose, as in the gauges' tag and the threads' names: {@code reading}
     * @param queue how many pieces of work may wait for a thread
     */
    public Workers(String of, int threads, int queue, MeterRegistry meters) {
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().daemon().name(of + "-", 0).factory());
        this.threads.allowCoreThreadTimeOut(true);
        Gauge.builder("dibao.workers.busy", this.threads, ThreadPoolExecutor::getActiveCount)
                .description("Busy threads")
                .tag("of", of)
                .register(meters);
        Gauge.builder(
                        "dibao.workers.queue",
                        this.threads,
                        pool -> pool.getQueue().size())
                .description("Work waiting for a thread")
                .tag("of", of)
                .register(meters);
    }

    /**
     * Runs work in one of the threads. It has exactly one outcome: its result, its failure, {@link Busy} or
     * {@link TooLong}. The result is therefore never used after one of the latter two was reported.
     *
     * @param within  time limit from the subscription on; when it expires, or at once if the queue is full, the work
     *                fails with {@link Busy}
     * @param working limit of processor time for the work itself, independent of how busy the machine is; beyond it the
     *                work fails with {@link TooLong}
     * @return never empty; the result arrives in the worker's thread
     */
    public <T> Mono<T> run(Callable<T> work, Duration within, Duration working) {
        return Mono.create(sink -> new Job<>(work, working, sink).submit(within));
    }

    /** Whether any of them is at work. */
    public boolean isBusy() {
        return threads.getActiveCount() > 0;
    }

    /** Lets running work finish. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private enum State {
        WAITING,
        RUNNING,
        ENDED
    }

    private final class Job<T> implements Runnable {
        private final Callable<T> work;
        private final Duration working;
        private final MonoSink<T> sink;
        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
        private final Disposable.Composite timers = Disposables.composite();

        Job(Callable<T> work, Duration working, MonoSink<T> sink) {
            this.work = work;
            this.working = working;
            this.sink = sink;
        }

        void submit(Duration within) {
            after(within.toNanos(), () -> fail(new Busy()));
            try {
                threads.execute(this);
            } catch (RejectedExecutionException e) {
                fail(new Busy());
            }
            sink.onCancel(this::end); // last: an earlier cancel then finds the job in the queue
        }

        @Override
        public void run() {
            if (!state.compareAndSet(State.WAITING, State.RUNNING)) {
                return;
            }
            Thread thread = Thread.currentThread();
            limit(thread, CLOCK.getThreadCpuTime(thread.threadId()) + working.toNanos());
            try (var _ = LogContext.of(sink.contextView())) {
                T result = work.call();
                if (end()) {
                    sink.success(result);
                }
            } catch (Exception e) {
                fail(e);
            } catch (Error e) { // the caller must be told, and Reactor would not pass on a fatal one
                fail(new IllegalStateException("the work ended with " + e, e));
            }
        }

        private void limit(Thread thread, long end) {
            long left = end - CLOCK.getThreadCpuTime(thread.threadId());
            if (left <= 0) {
                fail(new TooLong());
            } else {
                after(left, () -> limit(thread, end));
            }
        }

        private void after(long nanos, Runnable then) {
            timers.add(Schedulers.parallel().schedule(then, Math.max(0, nanos), TimeUnit.NANOSECONDS));
        }

        private void fail(Throwable failure) {
            if (end()) {
                sink.error(failure);
            }
        }

        /** @return whether this call ended it */
        private boolean end() {
            State was = state.getAndSet(State.ENDED);
            if (was == State.WAITING) {
                threads.remove(this);
            }
            timers.dispose();
            return was != State.ENDED;
        }
    }
}
