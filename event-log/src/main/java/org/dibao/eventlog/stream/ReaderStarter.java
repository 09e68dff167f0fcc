package org.dibao.eventlog.stream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the reading once all that it needs is there, in a thread of its own, so that a service comes up and answers while
 * its database or broker does not.
 */
final class ReaderStarter implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ReaderStarter.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final String binding;
    private final BindingsLifecycleController bindings;
    private final LogReader reader;
    private final Runnable prerequisites;
    private volatile @Nullable Thread thread;
    private volatile boolean running;

    ReaderStarter(
            String binding, BindingsLifecycleController bindings, LogReader reader, ReaderPrerequisites prerequisites) {
        this.binding = binding;
        this.bindings = bindings;
        this.reader = reader;
        this.prerequisites = prerequisites;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("start-" + binding).start(this::run);
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (running) {
            try {
                prerequisites.run();
                bindings.changeState(binding, BindingsLifecycleController.State.STARTED);
                reader.read();
                log.info("{} has started", binding);
                return;
            } catch (RuntimeException e) {
                if (running) {
                    reader.waiting(e.getMessage() == null ? e.toString() : e.getMessage());
                }
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    @Override
    public void stop() {
        running = false;
        Thread starting = thread;
        if (starting != null) {
            starting.interrupt();
        }
        bindings.changeState(binding, BindingsLifecycleController.State.STOPPED);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the bindings were made, and stopped before they are taken down. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
