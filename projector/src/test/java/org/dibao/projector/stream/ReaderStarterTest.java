package org.dibao.projector.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.LogHandler;
import org.dibao.support.loop.LoopState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;

class ReaderStarterTest {
    private final List<State> states = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final LogReader reader =
            new LogReader("log", new NoHandler(), () -> states.add(State.STOPPED), Clock.systemUTC());
    private final ReaderStarter starter = new ReaderStarter("log", states::add, reader, this::look);
    private volatile Error error;

    private void look() {
        if (error != null) {
            throw error;
        }
        if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new IllegalStateException("the broker is unavailable");
        }
    }

    @AfterEach
    void stop() {
        starter.stop();
        assertThat(states).last().isEqualTo(State.STOPPED);
    }

    @Test
    void readingBeginsOnceAllIsThere() {
        failures.set(3);
        starter.start();

        await().until(() -> states.equals(List.of(State.STARTED)));
        await().until(() -> reader.state() instanceof ReaderState.Reading);
    }

    @Test
    void whatIsMissingIsTold() {
        failures.set(Integer.MAX_VALUE);
        starter.start();

        await().until(() -> reader.state().equals(new ReaderState.Waiting("the broker is unavailable")));
        assertThat(states).isEmpty();
    }

    @Test
    void anErrorAtTheStartDoesNotEndTheStarting() {
        error = new OutOfMemoryError("for a moment");
        starter.start();
        await().until(() -> starter.loops().findFirst().orElseThrow().state() instanceof LoopState.Failing);

        error = null;
        await().until(() -> states.equals(List.of(State.STARTED)));
    }

    @Test
    void aConsumerWhoseThreadHasEndedIsStartedAgain() {
        starter.start();
        await().until(() -> reader.state() instanceof ReaderState.Reading);

        starter.consumerEnded(Reason.ERROR);

        await().until(() -> states.equals(List.of(State.STARTED, State.STOPPED, State.STARTED)));
        await().until(() -> reader.state() instanceof ReaderState.Reading);
    }

    @Test
    void aConsumerThatIsStoppedInOrderIsLeftAlone() {
        starter.start();
        await().until(() -> reader.state() instanceof ReaderState.Reading);

        starter.consumerEnded(Reason.NORMAL);
        starter.consumerEnded(Reason.ERROR);

        await().until(() -> states.equals(List.of(State.STARTED, State.STOPPED, State.STARTED)));
    }

    /** Two of one name would take turns in throwing each other out. */
    @Test
    void anInstanceWhoseNameAnotherOneHasTakenStopsAndSaysSo() {
        starter.start();
        await().until(() -> reader.state() instanceof ReaderState.Reading);

        starter.consumerEnded(Reason.FENCED);

        await().until(() -> reader.state() instanceof ReaderState.Stopped stopped
                && stopped.reason().contains("give each instance its own name"));
        await().until(() -> states.equals(List.of(State.STARTED, State.STOPPED)));
    }

    private static final class NoHandler implements LogHandler {
        @Override
        public Position resume() {
            return new Position(0);
        }

        @Override
        public Position on(List<ReceivedRecord> records) {
            throw new AssertionError("nothing is read here");
        }
    }
}
