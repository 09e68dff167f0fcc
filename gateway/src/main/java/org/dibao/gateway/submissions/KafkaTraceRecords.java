package org.dibao.gateway.submissions;

import org.dibao.contract.article.Position;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.eventlog.RecordFinder;
import org.dibao.eventlog.TopicSettings;

/** The topics in Kafka. */
final class KafkaTraceRecords implements TraceRecords.Source {
    private final KafkaSettings kafka;
    private final TopicSettings topics;

    KafkaTraceRecords(KafkaSettings kafka, TopicSettings topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    @Override
    public TraceRecords of(Position position) {
        try (RecordFinder finder = new RecordFinder(kafka)) {
            ReceivedRecord submission = finder.at(topics.articles(), position);
            ReceivedRecord event = submission == null ? null : finder.of(topics.articleEvents(), position);
            ReceivedRecord publication = event == null ? null : finder.of(topics.publications(), position);
            return new TraceRecords(submission, event, publication);
        }
    }
}
