package org.dibao.contract.wire;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record without the Kafka API: key, headers (UTF-8 strings) and value.
 *
 * @param key the article's id; absent for a record about the whole site
 */
public record EventMessage(@Nullable String key, Map<String, String> headers, byte[] value) {
    public EventMessage {
        headers = Map.copyOf(headers);
        requireNonNull(value, "value");
    }

    /** The same record as part of a traced request; unchanged if there is none. */
    public EventMessage in(@Nullable TraceParent trace) {
        if (trace == null) {
            return this;
        }
        Map<String, String> traced = new HashMap<>(headers);
        traced.put(Headers.TRACEPARENT, trace.toString());
        return new EventMessage(key, traced, value);
    }
}
