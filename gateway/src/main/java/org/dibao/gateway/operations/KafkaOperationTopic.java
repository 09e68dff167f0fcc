package org.dibao.gateway.operations;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.eventlog.TopicFollower;
import org.dibao.eventlog.TopicSettings;
import org.dibao.eventlog.TopicSetup;
import org.dibao.eventlog.TopicWriter;
import org.dibao.support.loop.SupervisedLoop;

/** The topic in Kafka: kept for ever, and never compacted, since it also tells who did what. */
final class KafkaOperationTopic implements OperationTopic, AutoCloseable {
    private final KafkaSettings kafka;
    private final TopicSettings topics;
    private final TopicWriter writer;

    KafkaOperationTopic(KafkaSettings kafka, TopicSettings topics) {
        this.kafka = kafka;
        this.topics = topics;
        this.writer = new TopicWriter(kafka, topics.operations());
    }

    @Override
    public void verify() {
        TopicSetup.createOrVerify(kafka, topics.operations(), topics.replication());
    }

    @Override
    public Position append(EventMessage record) {
        try {
            return writer.append(record).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LogUnavailable unavailable
                    ? unavailable
                    : new LogUnavailable("topic " + topics.operations() + " did not take a record", e);
        }
    }

    @Override
    public Following follow(Consumer<List<ReceivedRecord>> handler) {
        TopicFollower follower = new TopicFollower(kafka, topics.operations(), 0, handler::accept);
        return new Following() {
            @Override
            public void start() {
                follower.start();
            }

            @Override
            public Duration behind() {
                return follower.behind();
            }

            @Override
            public Stream<SupervisedLoop> loops() {
                return follower.loops();
            }

            @Override
            public void close() {
                follower.close();
            }
        };
    }

    @Override
    public void close() {
        writer.close();
    }
}
