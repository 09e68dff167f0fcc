package org.dibao.projector.stream;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dibao.support.loop.LoopLifecycle;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;

/**
 * Starts reading once its prerequisites are met, in a separate loop, so that a service starts and answers even while
 * its database or broker does not. Then checks every second that the consumer is alive and restarts one with a thread
 * that has ended by itself, for whatever reason. The loop fails while the reader fails with an {@link Error} or has
 * died.
 */
final class ReaderStarter implements LoopLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ReaderStarter.class);
    private static final Duration LOOK_EACH = Duration.ofSeconds(1);

    private final Consumer<State> binding;
    private final LogReader reader;
    private final Runnable prerequisites;
    private final SupervisedLoop loop;
    private final Semaphore ended = new Semaphore(0);
    /** The thread that polls and handles records; absent while unknown, and after a normal stop. */
    private volatile @Nullable Thread consumer;

    /** Confined to the loop's thread. */
    private boolean reads;

    private boolean hasRead;

    /** An Error, because the cause lies in this process, which is not fit until it reads again. */
    private static final class ConsumerDied extends Error {
        private static final long serialVersionUID = 1;

        ConsumerDied() {
            super("the consumer has ended by itself");
        }
    }

    /** @param binding switches the binding to a state */
    ReaderStarter(String topic, Consumer<State> binding, LogReader reader, ReaderPrerequisites prerequisites) {
        this.binding = binding;
        this.reader = reader;
        this.prerequisites = prerequisites;
        this.loop = SupervisedLoop.of("read-" + topic, this::run);
    }

    private Next run() throws InterruptedException {
        if (!reads) {
            startReading();
        }
        boolean died = ended.tryAcquire(LOOK_EACH.toNanos(), TimeUnit.NANOSECONDS) || isDead(consumer);
        if (reader.state() instanceof ReaderState.Stopped) {
            return Next.DONE; // until an operator intervenes
        }
        if (died) {
            reads = false;
            reader.waiting("the consumer has ended and is being restarted");
            throw new ConsumerDied(); // first: stopping a dead consumer may take seconds
        }
        if (reader.failure() instanceof Error error) {
            throw error;
        }
        return Next.AGAIN;
    }

    private static boolean isDead(@Nullable Thread thread) {
        return thread != null && !thread.isAlive();
    }

    private void startReading() {
        try {
            if (hasRead) {
                binding.accept(State.STOPPED);
                hasRead = false;
            }
            prerequisites.run();
            ended.drainPermits();
            consumer = null;
            hasRead = true;
            reader.reading(); // before starting: from now on the reader reports its own state
            binding.accept(State.STARTED);
            reads = true;
        } catch (RuntimeException | Error e) {
            reader.waiting(e.getMessage() == null ? e.toString() : e.getMessage());
            throw e;
        }
        log.info("{} has started", loop.name());
        loop.progressed();
    }

    /** Called by the consumer's thread when it starts. */
    void consumerBegins() {
        consumer = Thread.currentThread();
    }

    /** The consumer's thread ends. */
    void consumerEnds(Reason reason) {
        switch (reason) {
            case NORMAL -> consumer = null;
            case FENCED ->
                reader.stopped("another instance with the same name has taken this one's place in the group; give each"
                        + " instance its own name, then restart this one");
            case ABNORMAL, AUTH, NO_OFFSET, ERROR -> ended.release();
        }
    }

    @Override
    public void stop() {
        loop.close();
        binding.accept(State.STOPPED);
    }

    @Override
    public SupervisedLoop loop() {
        return loop;
    }

    /** Started after the bindings are created, and stopped before they are destroyed. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
