package org.dibao.eventlog;

import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.eventlog.LogIdentity.Ancestor;
import tools.jackson.databind.json.JsonMapper;

/** The topic in which a restored log names those that it continues. Its records are keyed by the id of the log that they are about. */
final class Lineage {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** What is written: {@code [{"log":"…","last":41}]}. */
    private record Line(String log, long last) {}

    private Lineage() {}

    static List<Ancestor> read(KafkaSettings kafka, String topic, String id) {
        if (!TopicSetup.exists(kafka, topic)) {
            return List.of();
        }
        try (RecordFinder finder = new RecordFinder(kafka)) {
            long last = LogEnd.lastOffset(kafka, topic).value();
            for (long offset = last; offset >= 0; offset--) {
                ReceivedRecord record = finder.at(topic, new Position(offset));
                if (record != null && id.equals(record.key())) {
                    return List.of(JSON.readValue(record.value(), Line[].class)).stream()
                            .map(line -> new Ancestor(line.log(), new Position(line.last())))
                            .toList();
                }
            }
            return List.of();
        }
    }

    static void write(KafkaSettings kafka, String topic, int replication, LogIdentity identity) {
        TopicSetup.createOrVerify(kafka, topic, replication);
        List<Line> lines = identity.ancestors().stream()
                .map(ancestor -> new Line(ancestor.log(), ancestor.last().value()))
                .toList();
        try (TopicWriter writer = new TopicWriter(kafka, topic)) {
            writer.appendAll(List.of(new EventMessage(identity.id(), Map.of(), JSON.writeValueAsBytes(lines))));
        }
    }
}
