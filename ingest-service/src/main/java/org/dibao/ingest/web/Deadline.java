package org.dibao.ingest.web;

import java.time.Duration;
import java.util.regex.Pattern;
import org.dibao.contract.wire.Headers;
import org.dibao.ingest.fields.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * How long a sender waits for its answer. The gateway sends the time left until its own deadline
 * ({@link Headers#HTTP_TIME_LEFT}), so that ingest always answers first, however the two are configured; a sender
 * without that header is assumed to wait as long as ingest may take. Part of the time is reserved for the log, so that
 * what was read in time can still be appended in time.
 */
final class Deadline {
    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,7}");

    private final long end;
    private final Duration forLog;

    private Deadline(Duration all, Duration forLog) {
        this.end = System.nanoTime() + all.toNanos();
        Duration half = all.dividedBy(2);
        this.forLog = forLog.compareTo(half) < 0 ? forLog : half;
    }

    /**
     * @param forReading how long reading may take
     * @param forLog     how long appending may take
     * @throws Refused if the header cannot be read
     */
    static Deadline of(HttpHeaders headers, Duration forReading, Duration forLog) {
        @Nullable String left = headers.getFirst(Headers.HTTP_TIME_LEFT);
        if (left == null) {
            return new Deadline(forReading.plus(forLog), forLog);
        }
        if (!MILLISECONDS.matcher(left).matches()) {
            throw Refused.malformed(Headers.HTTP_TIME_LEFT, "the time left must be a number of milliseconds");
        }
        return new Deadline(Duration.ofMillis(Integer.parseInt(left)), forLog);
    }

    /** The time left for appending. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** The time left for reading. */
    Duration leftForReading() {
        Duration left = left().minus(forLog);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
