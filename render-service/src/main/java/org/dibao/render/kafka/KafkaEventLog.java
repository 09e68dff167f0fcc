package org.dibao.render.kafka;

import org.dibao.contract.article.Position;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.PublicationFollower;
import org.dibao.eventlog.TopicSettings;
import org.dibao.eventlog.TopicSetup;
import org.dibao.render.view.EventLog;
import org.dibao.render.view.Unavailable;

/** The topic {@code article-events}; created or verified each time it is looked at. */
public final class KafkaEventLog implements EventLog {
    private final KafkaSettings kafka;
    private final TopicSettings topics;

    public KafkaEventLog(KafkaSettings kafka, TopicSettings topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    /** @throws org.dibao.eventlog.TopicProblem if the topic is there and not as it must be */
    @Override
    public State look() {
        try {
            String id = TopicSetup.createOrVerify(kafka, topics.articleEvents(), topics.replication())
                    .toString();
            return new State(id, new Position(PublicationFollower.endOffset(kafka, topics.articleEvents()) - 1));
        } catch (LogUnavailable e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        }
    }
}
