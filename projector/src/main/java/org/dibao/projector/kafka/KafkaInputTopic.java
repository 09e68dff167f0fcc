package org.dibao.projector.kafka;

import org.dibao.contract.article.Position;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.PublicationFollower;
import org.dibao.eventlog.TopicSetup;
import org.dibao.projector.InputTopic;

/** The input topic; created or verified on every call. */
public final class KafkaInputTopic implements InputTopic {
    private final KafkaSettings kafka;
    private final String topic;
    private final int replication;

    public KafkaInputTopic(KafkaSettings kafka, String topic, int replication) {
        this.kafka = kafka;
        this.topic = topic;
        this.replication = replication;
    }

    /** @throws org.dibao.eventlog.TopicProblem if the topic exists but is not set up as required */
    @Override
    public State look() {
        return BrokerCalls.ask(() -> {
            String id = TopicSetup.createOrVerify(kafka, topic, replication).toString();
            return new State(id, new Position(PublicationFollower.endOffset(kafka, topic) - 1));
        });
    }
}
