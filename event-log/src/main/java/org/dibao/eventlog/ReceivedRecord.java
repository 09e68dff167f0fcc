package org.dibao.eventlog;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventTypes;
import org.dibao.contract.wire.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record as read from a topic.
 *
 * @param timestamp when the broker got it
 */
public record ReceivedRecord(
        long offset, Instant timestamp, @Nullable String key, Map<String, String> headers, byte @Nullable [] value) {

    /** The position that a record of Dibao names; absent if somebody else wrote it. */
    public @Nullable Position position() {
        return EventTypes.isOurs(headers.get(Headers.TYPE)) ? LogEnd.position(headers.get(Headers.ID)) : null;
    }

    /** The size of its value. */
    public int bytes() {
        return value == null ? 0 : value.length;
    }

    public static ReceivedRecord of(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), Codec.text(header.value()));
            }
        }
        byte[] key = record.key();
        return new ReceivedRecord(
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                key == null ? null : Codec.text(key),
                Map.copyOf(headers),
                record.value());
    }
}
