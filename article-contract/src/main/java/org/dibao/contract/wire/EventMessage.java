package org.dibao.contract.wire;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record without the Kafka API: key, headers (UTF-8 strings) and value.
 *
 * @param key     the article's id; absent for a record about the whole site
 * @param headers in the order in which they are written
 */
public record EventMessage(@Nullable String key, Map<String, String> headers, byte[] value) {
    public EventMessage {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        requireNonNull(value, "value");
    }

    /** The same record as part of a traced request; unchanged if there is none. */
    public EventMessage in(@Nullable TraceParent trace) {
        if (trace == null) {
            return this;
        }
        Map<String, String> traced = new LinkedHashMap<>(headers);
        traced.put(Headers.TRACEPARENT, trace.toString());
        return new EventMessage(key, traced, value);
    }
}
