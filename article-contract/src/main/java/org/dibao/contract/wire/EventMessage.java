package org.dibao.contract.wire;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of Kafka without Kafka: key, headers (UTF-8 strings) and value.
 *
 * @param key the article's id; absent for what concerns the whole site
 */
public record EventMessage(@Nullable String key, Map<String, String> headers, byte[] value) {
    public EventMessage {
        headers = Map.copyOf(headers);
        requireNonNull(value, "value");
    }
}
