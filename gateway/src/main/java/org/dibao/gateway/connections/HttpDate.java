package org.dibao.gateway.connections;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The {@code Date} of responses (RFC 9110, 5.6.7), formatted at most once a second. */
final class HttpDate {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static volatile HttpDate last = new HttpDate(0);

    private final long second;
    private final String text;

    private HttpDate(long second) {
        this.second = second;
        this.text = FORMAT.format(Instant.ofEpochSecond(second));
    }

    static String now() {
        return of(Instant.now());
    }

    static String of(Instant time) {
        long second = time.getEpochSecond();
        HttpDate now = last;
        if (now.second != second) {
            now = new HttpDate(second);
            last = now;
        }
        return now.text;
    }
}
