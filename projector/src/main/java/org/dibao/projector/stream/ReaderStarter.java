package org.dibao.projector.stream;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;

/**
 * Starts the reading once all that it needs is there, in a loop of its own, so that a service comes up and answers while its
 * database or broker does not. Then looks each second whether the consumer is alive: one whose thread has ended by itself,
 * in whatever way, is started again. While the reader fails with an {@link Error}, or has died, the loop does.
 */
final class ReaderStarter implements SmartLifecycle, Supervised {
    private static final Logger log = LoggerFactory.getLogger(ReaderStarter.class);
    private static final Duration LOOK_EACH = Duration.ofSeconds(1);

    private final Consumer<State> binding;
    private final LogReader reader;
    private final Runnable prerequisites;
    private final SupervisedLoop loop;
    private final Semaphore ended = new Semaphore(0);
    /** Where records are polled and handled; absent while that is not known, and once it was stopped in order. */
    private volatile @Nullable Thread consumer;

    private volatile boolean running;
    /** Of the loop's thread. */
    private boolean reads;

    private boolean hasRead;

    /** An Error, as what it has died of: it is at home in this process, which is not fit until it reads again. */
    private static final class ConsumerDied extends Error {
        private static final long serialVersionUID = 1;

        ConsumerDied() {
            super("the consumer has ended by itself");
        }
    }

    /** @param binding is set to a state */
    ReaderStarter(String topic, Consumer<State> binding, LogReader reader, ReaderPrerequisites prerequisites) {
        this.binding = binding;
        this.reader = reader;
        this.prerequisites = prerequisites;
        this.loop = SupervisedLoop.of("read-" + topic, this::run);
    }

    @Override
    public void start() {
        running = true;
        loop.start();
    }

    private Next run() throws InterruptedException {
        if (!reads) {
            startReading();
        }
        boolean died = ended.tryAcquire(LOOK_EACH.toNanos(), TimeUnit.NANOSECONDS) || isDead(consumer);
        if (reader.state() instanceof ReaderState.Stopped) {
            return Next.DONE; // until somebody has looked at it
        }
        if (died) {
            reads = false;
            reader.waiting("the consumer has ended and is started again");
            throw new ConsumerDied(); // first: stopping what is dead may take seconds
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
            reader.reading(); // before: from now on it says itself how it fares
            binding.accept(State.STARTED);
            reads = true;
        } catch (RuntimeException | Error e) {
            reader.waiting(e.getMessage() == null ? e.toString() : e.getMessage());
            throw e;
        }
        log.info("{} has started", loop.name());
        loop.progressed();
    }

    /** Called by the consumer's thread when it begins. */
    void consumerBegins() {
        consumer = Thread.currentThread();
    }

    /** The consumer's thread ends. */
    void consumerEnds(Reason reason) {
        switch (reason) {
            case NORMAL -> consumer = null;
            case FENCED ->
                reader.stopped(
                        "another instance has the same name and has taken this one's place in the group; give each"
                                + " instance a name of its own, then start this one again");
            case ABNORMAL, AUTH, NO_OFFSET, ERROR -> ended.release();
        }
    }

    @Override
    public void stop() {
        running = false;
        loop.close();
        binding.accept(State.STOPPED);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        return Stream.of(loop);
    }

    /** After the bindings were made, and stopped before they are taken down. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
