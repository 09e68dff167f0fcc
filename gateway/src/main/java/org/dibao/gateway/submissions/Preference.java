package org.dibao.gateway.submissions;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Prefer: wait=<seconds>} (RFC 7240). Everything else in the header, and an invalid wait, is ignored, as the RFC
 * requires. The first {@code wait} counts; one without seconds means the maximum.
 */
final class Preference {
    private static final Pattern WAIT =
            Pattern.compile("\\s*wait\\s*(?:=\\s*\"?([0-9]{1,9})\"?\\s*)?(;.*)?", Pattern.CASE_INSENSITIVE);

    private Preference() {}

    /** @return zero for no wait; at most {@code maxWait} */
    static Duration wait(List<String> headers, Duration maxWait) {
        for (String header : headers) {
            for (String part : header.split(",", -1)) {
                Matcher matcher = WAIT.matcher(part);
                if (matcher.matches()) {
                    if (matcher.group(1) == null) {
                        return maxWait; // a bare wait
                    }
                    Duration wanted = Duration.ofSeconds(Integer.parseInt(matcher.group(1)));
                    return wanted.compareTo(maxWait) > 0 ? maxWait : wanted;
                }
            }
        }
        return Duration.ZERO;
    }
}
