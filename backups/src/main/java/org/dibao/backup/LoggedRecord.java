package org.dibao.backup;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is in a topic, byte for byte.
 *
 * @param timestamp milliseconds since 1970
 */
record LoggedRecord(long offset, long timestamp, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {

    static LoggedRecord of(ConsumerRecord<byte[], byte[]> record) {
        return new LoggedRecord(
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                List.of(record.headers().toArray()));
    }

    ProducerRecord<byte[], byte[]> to(String topic, int partition) {
        return new ProducerRecord<>(topic, partition, timestamp, key, value, headers);
    }

    /** The value of its last header of a name, as text; absent if there is none. */
    @Nullable
    String header(String name) {
        return headers.reversed().stream()
                .filter(header -> header.key().equals(name) && header.value() != null)
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .findFirst()
                .orElse(null);
    }

    /** Bytes, about. */
    long size() {
        return 32L + (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
    }

    /** Big-endian: offset, timestamp, key, value, the number of headers, and each one's name and value. */
    void write(DataOutputStream out) throws IOException {
        out.writeLong(offset);
        out.writeLong(timestamp);
        write(out, key);
        write(out, value);
        out.writeInt(headers.size());
        for (Header header : headers) {
            write(out, header.key().getBytes(StandardCharsets.UTF_8));
            write(out, header.value());
        }
    }

    static LoggedRecord read(DataInputStream in) throws IOException {
        long offset = in.readLong();
        long timestamp = in.readLong();
        byte[] key = bytes(in);
        byte[] value = bytes(in);
        int count = in.readInt();
        List<Header> headers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] name = bytes(in);
            byte[] content = bytes(in);
            headers.add(
                    new RecordHeader(new String(name == null ? new byte[0] : name, StandardCharsets.UTF_8), content));
        }
        return new LoggedRecord(offset, timestamp, key, value, headers);
    }

    /** Their number, -1 for none at all, then the bytes. */
    private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            out.writeInt(-1);
        } else {
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static byte @Nullable [] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("a record ends in its middle");
        }
        return bytes;
    }
}
