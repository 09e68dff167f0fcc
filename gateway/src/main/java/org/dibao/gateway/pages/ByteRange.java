package org.dibao.gateway.pages;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a body (RFC 9110, 14.1.2).
 *
 * @param from the first byte
 * @param to   the byte after the last; not after {@code from} if the body has no such part
 */
record ByteRange(long from, long to) {
    private static final Pattern ONE = Pattern.compile("\\s*bytes\\s*=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");

    /**
     * @param header of a request
     * @param length of the whole body
     * @return null if it asks for several parts or is no range: then the whole body is sent (14.2)
     */
    static @Nullable ByteRange of(@Nullable String header, long length) {
        Matcher range = ONE.matcher(header == null ? "" : header);
        if (!range.matches()) {
            return null;
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? null : new ByteRange(Math.max(0, length - Long.parseLong(last)), length);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last) + 1;
        return to <= from ? null : new ByteRange(Math.min(from, length), Math.min(to, length));
    }

    boolean isEmpty() {
        return to <= from;
    }

    String of(long length) {
        return isEmpty() ? "bytes */" + length : "bytes " + from + "-" + (to - 1) + "/" + length;
    }
}
