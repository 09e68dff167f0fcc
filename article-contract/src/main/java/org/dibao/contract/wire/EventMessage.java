package org.dibao.contract.wire;

import static java.util.Objects.requireNonNull;

import java.net.IDN;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record without the Kafka API: key, headers (UTF-8 strings) and value.
 *
 * @param key     the article's id or the file's path; absent for a record about the whole site
 * @param headers in the order in which they are written
 */
public record EventMessage(@Nullable String key, Map<String, String> headers, byte[] value) {
    public EventMessage {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        requireNonNull(value, "value");
    }

    /**
     * The same record of a site, told apart from another site's by its source: below the site's address stands the service that
     * wrote it, such as {@code https://news.example/store}. In ASCII, as CloudEvents asks of a URI reference; a host name in other
     * letters is written as in the domain name system.
     *
     * @param baseUrl the site's address in force at the record's position; absent if it was not recorded: then the source names
     *                only the service
     */
    public EventMessage ofSite(@Nullable String baseUrl) {
        String source = headers.get(Headers.SOURCE);
        if (baseUrl == null || source == null || !source.startsWith("/")) {
            return this;
        }
        Map<String, String> named = new LinkedHashMap<>(headers);
        named.put(Headers.SOURCE, ascii(baseUrl) + source);
        return new EventMessage(key, named, value);
    }

    /**
     * The site's address in a record's source, in ASCII.
     *
     * @return absent if it names only the service, or there is none
     */
    public static @Nullable String siteOf(@Nullable String source) {
        int service = source == null ? -1 : source.lastIndexOf('/');
        return source == null || service <= 0 ? null : source.substring(0, service);
    }

    private static String ascii(String baseUrl) {
        if (baseUrl.chars().allMatch(c -> c < 0x80)) {
            return baseUrl;
        }
        try {
            int host = baseUrl.indexOf("://") + 3;
            return baseUrl.substring(0, host) + IDN.toASCII(baseUrl.substring(host), IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            return URI.create(baseUrl).toASCIIString();
        }
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
