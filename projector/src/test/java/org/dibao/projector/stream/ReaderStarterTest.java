package org.dibao.projector.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.LogHandler;
import org.dibao.support.loop.LoopState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.messaging.support.GenericMessage;

class ReaderStarterTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final List<State> states = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final LogReader reader =
            new LogReader("log", new Handler(), () -> states.add(State.STOPPED), Clock.systemUTC());
    private final ReaderStarter starter = new ReaderStarter("log", states::add, reader, this::look);
    private volatile Error error;
    private volatile Throwable failure;

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

        starter.consumerEnds(Reason.ERROR);

        await().until(() -> states.equals(List.of(State.STARTED, State.STOPPED, State.STARTED)));
        await().until(() -> reader.state() instanceof ReaderState.Reading);
    }

    @Test
    void aConsumerThatIsStoppedInOrderIsLeftAlone() {
        starter.start();
        await().until(() -> reader.state() instanceof ReaderState.Reading);

        starter.consumerEnds(Reason.NORMAL);
        starter.consumerEnds(Reason.ERROR);

        await().until(() -> states.equals(List.of(State.STARTED, State.STOPPED, State.STARTED)));
    }

    /** As where memory is so short that not even its end can be told. */
    @Test
    void aConsumerWhoseThreadIsGoneWithoutAWordIsStartedAgain() throws InterruptedException {
        starter.start();
        await().until(() -> reader.state() instanceof ReaderState.Reading);

        Thread consumer = Thread.ofPlatform().start(starter::consumerBegins);
        consumer.join();

        await().atMost(SOON).until(() -> states.equals(List.of(State.STARTED, State.STOPPED, State.STARTED)));
        await().atMost(SOON).until(() -> loop() instanceof LoopState.Running);
    }

    /** Stopping what is dead may take seconds. */
    @Test
    void untilAConsumerThatDiedReadsAgainTheInstanceIsNotFit() {
        starter.start();
        await().until(() -> reader.state() instanceof ReaderState.Reading);
        error = new OutOfMemoryError("for a moment");

        starter.consumerEnds(Reason.ERROR);

        await().atMost(SOON).until(() -> !loop().isFit());
        error = null;
        await().atMost(SOON).until(() -> loop() instanceof LoopState.Running);
        assertThat(states).isEqualTo(List.of(State.STARTED, State.STOPPED, State.STARTED));
    }

    static Stream<Error> errors() {
        return Stream.of(new OutOfMemoryError("thrown by a test"), new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("errors")
    void whileRecordsCannotBeHandledForAnErrorTheInstanceIsNotFit(Error thrown) {
        starter.start();
        await().until(() -> reader.state() instanceof ReaderState.Reading);
        assertThat(loop().isFit()).isTrue();

        failure = thrown;
        assertThatThrownBy(this::aRecordComes).hasRootCause(thrown);

        await().atMost(SOON).until(() -> !loop().isFit());
        assertThatThrownBy(this::aRecordComes).hasRootCause(thrown);
        failure = null;
        aRecordComes();
        await().atMost(SOON).until(() -> loop() instanceof LoopState.Running);
        assertThat(states).as("the consumer itself is well").isEqualTo(List.of(State.STARTED));
    }

    /** It would be so for every instance. */
    @Test
    void aFailureOfWhatIsOutsideLeavesTheInstanceFit() {
        starter.start();
        await().until(() -> reader.state() instanceof ReaderState.Reading);
        failure = new IllegalStateException("the database is unavailable");

        assertThatThrownBy(this::aRecordComes).isSameAs(failure);

        assertThat(reader.state()).isInstanceOf(ReaderState.Retrying.class);
        await().during(Duration.ofMillis(1200)).until(() -> loop().isFit());
    }

    @Test
    void aReaderThatMustNotGoOnIsNotStartedAgain() throws InterruptedException {
        starter.start();
        Thread consumer = Thread.ofPlatform().start(starter::consumerBegins);
        await().until(() -> reader.state() instanceof ReaderState.Reading);
        failure = new LogHandler.Stop("another instance is active");

        assertThatThrownBy(this::aRecordComes).isSameAs(failure);
        consumer.join();

        await().atMost(SOON).until(() -> loop() instanceof LoopState.Ended);
        assertThat(reader.state()).isEqualTo(new ReaderState.Stopped("another instance is active"));
        assertThat(states).isEqualTo(List.of(State.STARTED, State.STOPPED));
    }

    private LoopState loop() {
        return starter.loops().findFirst().orElseThrow().state();
    }

    private void aRecordComes() {
        reader.onMessage(
                new GenericMessage<>(List.of(new ReceivedRecord(0, java.time.Instant.EPOCH, null, Map.of(), null))));
    }

    /** Two of one name would take turns in throwing each other out. */
    @Test
    void anInstanceWhoseNameAnotherOneHasTakenStopsAndSaysSo() {
        starter.start();
        await().until(() -> reader.state() instanceof ReaderState.Reading);

        starter.consumerEnds(Reason.FENCED);

        await().until(() -> reader.state() instanceof ReaderState.Stopped stopped
                && stopped.reason().contains("give each instance its own name"));
        await().until(() -> states.equals(List.of(State.STARTED, State.STOPPED)));
    }

    private final class Handler implements LogHandler {
        @Override
        public Position resume() {
            return new Position(0);
        }

        @Override
        public Position on(List<ReceivedRecord> records) {
            switch (failure) {
                case null -> {}
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                default -> throw new AssertionError(failure);
            }
            return new Position(1);
        }
    }
}
