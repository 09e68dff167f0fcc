package org.dibao.ingest.kafka;

import org.dibao.contract.article.Position;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.contract.wire.Unreadable;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.eventlog.RecordFinder;
import org.dibao.eventlog.TopicSettings;
import org.dibao.ingest.log.SubmissionLog;
import org.jspecify.annotations.Nullable;

/** The topic in Kafka. Each reading opens a connection of its own: it is for changes by hand. */
public final class KafkaSubmissionLog implements SubmissionLog {
    private final KafkaSettings kafka;
    private final TopicSettings topics;

    public KafkaSubmissionLog(KafkaSettings kafka, TopicSettings topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    @Override
    public @Nullable Submission at(Position position) {
        try (RecordFinder finder = new RecordFinder(kafka)) {
            ReceivedRecord record = finder.at(topics.articles(), position);
            return record == null ? null : Codec.readSubmission(record.headers(), record.value());
        } catch (Unreadable | NewerVersion e) {
            return null;
        }
    }
}
