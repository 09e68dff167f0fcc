package org.dibao.gateway.submissions;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Prefer: wait=<seconds>} (RFC 7240). Everything else in the header, and a wait that cannot be read, is ignored, as
 * the RFC wants it. The first {@code wait} counts; one without seconds is as long as may be.
 */
final class Preference {
    private static final Pattern WAIT =
            Pattern.compile("\\s*wait\\s*(?:=\\s*\"?([0-9]{1,9})\"?\\s*)?(;.*)?", Pattern.CASE_INSENSITIVE);

    private Preference() {}

    /** @return zero if nothing is to be waited for, at most {@code most} */
    static Duration wait(List<String> headers, Duration most) {
        for (String header : headers) {
            for (String part : header.split(",", -1)) {
                Matcher matcher = WAIT.matcher(part);
                if (matcher.matches()) {
                    if (matcher.group(1) == null) {
                        return most; // a bare wait
                    }
                    Duration wanted = Duration.ofSeconds(Integer.parseInt(matcher.group(1)));
                    return wanted.compareTo(most) > 0 ? most : wanted;
                }
            }
        }
        return Duration.ZERO;
    }
}
