package org.dibao.contract.wire;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a client's request in every service and on every topic: the header {@code traceparent} of W3C Trace
 * Context over HTTP, and the CloudEvents extension of that name (Distributed Tracing) on Kafka. It does not affect what
 * a record means and is optional.
 *
 * @param traceId identifies the whole request, 32 hexadecimal digits
 * @param parentId identifies the step that sent it, 16 hexadecimal digits
 * @param flags two hexadecimal digits
 */
public record TraceParent(String traceId, String parentId, String flags) {
    /** The name of the HTTP header. */
    public static final String HTTP = "traceparent";

    private static final Pattern FORMAT =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_PARENT = "0".repeat(16);
    private static final int SAMPLED = 1;

    /** A new one, not sampled: nobody is asked to record it. */
    public static TraceParent random() {
        return new TraceParent(hex(8) + hex(8), hex(8), "00");
    }

    /** @return null if it is absent or does not conform to the recommendation (3.2.2) */
    public static @Nullable TraceParent parse(@Nullable String header) {
        Matcher parts = FORMAT.matcher(header == null ? "" : header);
        if (!parts.matches()) {
            return null;
        }
        String version = parts.group(1);
        boolean known = version.equals("00");
        // A later version may have more parts; version 00 does not, and ff is not a version.
        if (version.equals("ff") || known && parts.group(5) != null) {
            return null;
        }
        String trace = parts.group(2);
        String parent = parts.group(3);
        return trace.equals(NO_TRACE) || parent.equals(NO_PARENT)
                ? null
                : new TraceParent(trace, parent, parts.group(4));
    }

    /** The one in a request's headers; null if there is none, more than one, or it is not valid. */
    public static @Nullable TraceParent one(@Nullable List<String> headers) {
        return headers != null && headers.size() == 1 ? parse(headers.getFirst()) : null;
    }

    /** The one in a record's headers; null if there is none or it is not valid. */
    public static @Nullable TraceParent of(Map<String, String> recordHeaders) {
        return parse(recordHeaders.get(Headers.TRACEPARENT));
    }

    /** The same request, as sent on by a step within it. */
    public TraceParent from(String step) {
        return new TraceParent(traceId, step, flags);
    }

    /** The same request, marked as sampled. */
    public TraceParent sampled() {
        return new TraceParent(traceId, parentId, HexFormat.of().toHexDigits((byte) (bits() | SAMPLED)));
    }

    public boolean isSampled() {
        return (bits() & SAMPLED) != 0;
    }

    private int bits() {
        return HexFormat.fromHexDigits(flags);
    }

    private static String hex(int bytes) {
        long random = ThreadLocalRandom.current().nextLong();
        // All zeros would be invalid; the chance is one in 2^64.
        return HexFormat.of().toHexDigits(random == 0 ? 1 : random, 2 * bytes);
    }

    /** The header's value, in version 00. */
    @Override
    public String toString() {
        return "00-" + traceId + "-" + parentId + "-" + flags;
    }
}
