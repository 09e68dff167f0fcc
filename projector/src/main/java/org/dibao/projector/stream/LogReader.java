package org.dibao.projector.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.LogHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/**
 * Connects Spring Cloud Stream to a {@link LogHandler}: seeks to where the handler resumes and reports its state. The
 * first failure is logged in one line, the same failure again at most once a minute.
 */
public final class LogReader implements KafkaBindingRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(LogReader.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final TopicPartition partition;
    private final LogHandler handler;
    private final Runnable stop;
    private final Clock clock;
    private volatile ReaderState state = new ReaderState.Waiting("it has not been started yet");
    private volatile boolean active;
    private volatile @Nullable Throwable failure;
    private String lastReason = "";
    private Instant lastTold = Instant.EPOCH;

    /** @param stop stops the reading from another thread */
    public LogReader(String topic, LogHandler handler, Runnable stop, Clock clock) {
        this.partition = new TopicPartition(topic, 0);
        this.handler = handler;
        this.stop = stop;
        this.clock = clock;
    }

    public ReaderState state() {
        return state;
    }

    /** Whether the log is this instance's to read, and not another one's. */
    public boolean isActive() {
        return active;
    }

    /** The failure of the last attempt to handle records; absent if it succeeded. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    void onMessage(Message<List<ReceivedRecord>> message) {
        List<ReceivedRecord> records = message.getPayload();
        Position next;
        try {
            next = handler.on(records);
        } catch (LogHandler.Stop e) {
            stopped(e.getMessage());
            throw e;
        } catch (RuntimeException e) {
            failed(e);
            throw e;
        } catch (Error e) {
            failed(e);
            throw new IllegalStateException(e); // an error would end the consumer's thread, whereas this is retried
        }
        reading();
        if (next.value() != records.getLast().offset() + 1) {
            Consumer<?, ?> consumer =
                    Objects.requireNonNull(message.getHeaders().get(KafkaHeaders.CONSUMER, Consumer.class));
            log.info("reading {} resumes at {}", partition.topic(), next);
            consumer.seek(partition, next.value());
        }
    }

    @Override
    public void onPartitionsAssigned(
            String bindingName, Consumer<?, ?> consumer, Collection<TopicPartition> partitions, boolean initial) {
        if (!partitions.contains(partition)) {
            return;
        }
        active = true;
        try {
            Position next = handler.resume();
            consumer.seek(partition, next.value());
            log.info("reading {} from {}", partition.topic(), next);
        } catch (RuntimeException | Error e) {
            failed(e);
            // A record will arrive from there even when the topic is quiet. The handler is then tried again, sees that
            // it needs a different record, and makes the consumer seek.
            consumer.seekToBeginning(List.of(partition));
        }
    }

    @Override
    public void onPartitionsRevokedAfterCommit(
            String bindingName, Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (partitions.contains(partition)) {
            active = false;
            if (state instanceof ReaderState.Retrying) {
                reading(); // on standby: whoever reads it now tells of what does not end
            }
        }
    }

    void waiting(String reason) {
        state = new ReaderState.Waiting(reason);
    }

    void reading() {
        failure = null;
        if (!(state instanceof ReaderState.Reading)) {
            state = new ReaderState.Reading();
            lastReason = "";
        }
    }

    void stopped(@Nullable String why) {
        String reason = String.valueOf(why);
        log.error("reading {} has stopped: {}", partition.topic(), reason);
        state = new ReaderState.Stopped(reason);
        // Not in this thread: stopping the consumer waits for it.
        Thread.ofVirtual().name("stop-" + partition.topic()).start(stop);
    }

    private void failed(Throwable e) {
        failure = e;
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        tell("reading " + partition.topic() + " pauses and tries again: " + reason);
        Instant since = state instanceof ReaderState.Retrying retrying ? retrying.since() : clock.instant();
        state = new ReaderState.Retrying(since, reason);
    }

    private synchronized void tell(String line) {
        Instant now = clock.instant();
        if (!line.equals(lastReason) || now.isAfter(lastTold.plus(QUIET))) {
            log.warn(line);
            lastReason = line;
            lastTold = now;
        }
    }
}
