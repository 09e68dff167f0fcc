package org.dibao.eventlog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Codec;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be read, byte for byte.
 *
 * @param offset   its own, among the dead letters of its topic
 * @param position the offset of the record that it is a copy of
 * @param at       when it became a dead letter
 * @param reason   why it could not be read
 * @param headers  those of the record; a name may come more than once
 */
public record DeadLetter(
        long offset,
        Position position,
        Instant at,
        String reason,
        byte @Nullable [] key,
        List<Header> headers,
        byte @Nullable [] value) {

    /** A header of a record. */
    public record Header(String name, byte @Nullable [] value) {}

    /** The size of its value. */
    public int bytes() {
        return value == null ? 0 : value.length;
    }

    /** The headers as readers of the topic see them: of a name that comes more than once, the last. */
    public Map<String, String> texts() {
        return headers.stream()
                .filter(header -> header.value() != null)
                .collect(Collectors.toMap(
                        Header::name,
                        header -> Codec.text(header.value() == null ? new byte[0] : header.value()),
                        (_, last) -> last));
    }
}
