package org.dibao.gateway.deadletters;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Topics;
import org.dibao.eventlog.DeadLetter;
import org.dibao.eventlog.DeadLetterReader;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogEnd;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.TopicSettings;
import org.dibao.eventlog.TopicWriter;
import org.jspecify.annotations.Nullable;

/** The topics in Kafka. Store and render create those of the dead letters. */
final class KafkaDeadLetterTopics implements DeadLetterTopics, AutoCloseable {
    private static final long MAX_BYTES = 16L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final KafkaSettings kafka;
    private final Map<Origin, String> names = new EnumMap<>(Origin.class);
    private final Map<Origin, LogEnd> ends = new EnumMap<>(Origin.class);
    private final TopicWriter log;

    KafkaDeadLetterTopics(KafkaSettings kafka, TopicSettings topics) {
        this.kafka = kafka;
        names.put(Origin.ARTICLES, topics.articles());
        names.put(Origin.ARTICLE_EVENTS, topics.articleEvents());
        names.forEach((origin, name) -> ends.put(origin, new LogEnd(kafka, Topics.deadLettersOf(name))));
        this.log = new TopicWriter(kafka, topics.articles());
    }

    @Override
    public List<DeadLetter> from(Origin origin, long offset, int most) {
        try (DeadLetterReader reader = reader(origin)) {
            return reader.from(offset, most, MAX_BYTES);
        }
    }

    @Override
    public @Nullable DeadLetter of(Origin origin, Position position) {
        try (DeadLetterReader reader = reader(origin)) {
            return reader.of(position);
        }
    }

    private DeadLetterReader reader(Origin origin) {
        return new DeadLetterReader(kafka, Objects.requireNonNull(names.get(origin)));
    }

    @Override
    public long count(Origin origin) {
        try {
            return end(origin).ask(PATIENCE).join().value() + 1;
        } catch (CompletionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0; // the service that creates it was never started
            }
            throw new LogUnavailable("the broker does not tell the end of the dead letters", e);
        }
    }

    @Override
    public long lastCount(Origin origin) {
        return end(origin).last().value() + 1;
    }

    private LogEnd end(Origin origin) {
        return Objects.requireNonNull(ends.get(origin));
    }

    @Override
    public Position append(EventMessage submission) {
        try {
            return log.append(submission).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LogUnavailable unavailable
                    ? unavailable
                    : new LogUnavailable("the log did not take a record", e);
        }
    }

    @Override
    public void close() {
        ends.values().forEach(LogEnd::close);
        log.close();
    }
}
