package org.dibao.projector.stream;

import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;

/**
 * Starts reading once its prerequisites are met, in a separate thread, so that a service starts and answers even while
 * its database or broker does not. Restarts reading if the consumer's thread has ended by itself.
 */
final class ReaderStarter implements SmartLifecycle, Supervised {
    private static final Logger log = LoggerFactory.getLogger(ReaderStarter.class);

    private final Consumer<State> binding;
    private final LogReader reader;
    private final Runnable prerequisites;
    private final SupervisedLoop loop;
    private final Semaphore ended = new Semaphore(0);
    private volatile boolean running;

    /** @param binding switches the binding to a state */
    ReaderStarter(String name, Consumer<State> binding, LogReader reader, ReaderPrerequisites prerequisites) {
        this.binding = binding;
        this.reader = reader;
        this.prerequisites = prerequisites;
        this.loop = SupervisedLoop.of("start-" + name, this::run);
    }

    @Override
    public void start() {
        running = true;
        loop.start();
    }

    private Next run() throws InterruptedException {
        try {
            prerequisites.run();
            ended.drainPermits();
            binding.accept(State.STARTED);
        } catch (RuntimeException | Error e) {
            reader.waiting(e.getMessage() == null ? e.toString() : e.getMessage());
            throw e;
        }
        reader.reading();
        log.info("{} has started reading", loop.name());
        loop.progressed();
        ended.acquire();
        reader.waiting("the consumer has ended and is being restarted");
        binding.accept(State.STOPPED);
        throw new IllegalStateException("the consumer has ended by itself");
    }

    /** The consumer's thread has ended. */
    void consumerEnded(Reason reason) {
        switch (reason) {
            case NORMAL -> {}
            case FENCED ->
                reader.stopped("another instance with the same name has taken this one's place in the group; give each"
                        + " instance its own name, then restart this one");
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

    /** Started after the bindings are created, and stopped before they are destroyed. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
