package org.dibao.delivery.kafka;

import java.util.stream.Stream;
import org.dibao.delivery.dispatch.Dispatcher;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.TopicProblem;
import org.dibao.eventlog.TopicSettings;
import org.dibao.eventlog.TopicSetup;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the topics, then starts whatever reads from them and writes to them. If the broker is unavailable at the start, it
 * waits; a topic that is not set up as required fails the start.
 */
public final class KafkaConnection implements Supervised, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KafkaConnection.class);

    private final KafkaSettings kafka;
    private final TopicSettings topics;
    private final int partitions;
    private final KafkaEvents events;
    private final KafkaSubscriptionLog definitions;
    private final KafkaProgressLog progress;
    private final Ownership ownership;
    private final Dispatcher dispatcher;
    private final SupervisedLoop connecting = SupervisedLoop.of("connect", this::tryToConnect);

    /** @param partitions of new topics */
    public KafkaConnection(
            KafkaSettings kafka,
            TopicSettings topics,
            int partitions,
            KafkaEvents events,
            KafkaSubscriptionLog definitions,
            KafkaProgressLog progress,
            Ownership ownership,
            Dispatcher dispatcher) {
        this.kafka = kafka;
        this.topics = topics;
        this.partitions = partitions;
        this.events = events;
        this.definitions = definitions;
        this.progress = progress;
        this.ownership = ownership;
        this.dispatcher = dispatcher;
    }

    /** @throws TopicProblem if a topic is not set up as required; it says how to fix it */
    public void start() {
        try {
            connect();
        } catch (LogUnavailable e) {
            log.warn("Kafka at {} does not answer; nothing is delivered until it does", kafka.bootstrapServers());
            connecting.start();
        }
    }

    private void connect() {
        int count = TopicSetup.createOrVerifyCompacted(kafka, topics.subscriptions(), partitions, topics.replication());
        int same = TopicSetup.createOrVerifyCompacted(kafka, topics.deliveryProgress(), count, topics.replication());
        if (same != count) {
            throw new TopicProblem("topic " + topics.deliveryProgress() + " has " + same + " partitions and "
                    + topics.subscriptions() + " has " + count + "; they must have the same number. Give one of them"
                    + " another name (dibao.topics.*), so that it is created as required");
        }
        events.start(dispatcher::wake);
        progress.start();
        definitions.start(count, dispatcher::define, dispatcher::forget);
        ownership.start(dispatcher);
    }

    private SupervisedLoop.Next tryToConnect() {
        connect();
        log.info("Kafka at {} answers", kafka.bootstrapServers());
        return SupervisedLoop.Next.DONE;
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        return Stream.of(connecting);
    }

    /** What is under way ends first, and is kept. */
    @Override
    public void close() {
        connecting.close();
        ownership.close();
        progress.close();
        definitions.close();
        events.close();
    }
}
