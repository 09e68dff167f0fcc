package org.dibao.gateway.publications;

import java.time.Instant;
import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Unreadable;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.eventlog.TopicHistory;
import org.dibao.eventlog.publicevents.LogEvent;

/** The topic's earlier records. */
final class KafkaHistory implements PublicationSource.History {
    private final TopicHistory records;

    KafkaHistory(KafkaSettings kafka, String topic) {
        this.records = new TopicHistory(kafka, topic);
    }

    @Override
    public List<LogEvent> read(Position after, int max) {
        return records.after(after, max).stream().map(KafkaHistory::read).toList();
    }

    @Override
    public Position before(Instant time) {
        Position first = records.firstSince(time);
        return new Position(first.value() - 1);
    }

    private static LogEvent read(ReceivedRecord record) {
        try {
            return LogEvent.of(record);
        } catch (Unreadable e) {
            throw new IllegalStateException("offset " + record.offset() + " of publications cannot be read", e);
        }
    }

    @Override
    public void close() {
        records.close();
    }
}
