package org.dibao.eventlog;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.dibao.contract.wire.Codec;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read.
 *
 * @param timestamp when the broker got it
 */
public record Received(
        long offset, Instant timestamp, @Nullable String key, Map<String, String> headers, byte @Nullable [] value) {

    public static Received of(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), Codec.text(header.value()));
            }
        }
        byte[] key = record.key();
        return new Received(
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                key == null ? null : Codec.text(key),
                Map.copyOf(headers),
                record.value());
    }
}
