package org.dibao.delivery.webhook;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.dibao.delivery.channel.InvalidSubscription;

/**
 * Headers that a subscriber wants to have sent. They replace none that the sender sets, and none that belongs to the
 * connection and not to the request (RFC 9110, section 7.6.1).
 */
final class CustomHeaders {
    static final int MAX = 20;
    static final int MAX_VALUE = 4096;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e\\t]*[\\x21-\\x7e])?");
    private static final Set<String> OURS = Set.of("host", "user-agent", "content-type", "content-length");
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect");

    private CustomHeaders() {}

    static void check(Map<String, String> headers) {
        if (headers.size() > MAX) {
            throw new InvalidSubscription("headers", "there are more than " + MAX + " headers, which is the limit");
        }
        headers.forEach(CustomHeaders::check);
    }

    private static void check(String name, String value) {
        String field = "headers." + name;
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            throw new InvalidSubscription("headers", "A header's name has letters, digits and - only.");
        }
        if (OURS.contains(lower) || lower.startsWith("webhook-")) {
            throw new InvalidSubscription(field, "This header is set by the sender; leave it out.");
        }
        if (OF_THE_CONNECTION.contains(lower)) {
            throw new InvalidSubscription(field, "This header belongs to the connection; leave it out.");
        }
        if (value.length() > MAX_VALUE || !VALUE.matcher(value).matches()) {
            throw new InvalidSubscription(
                    field, "A header's value is at most " + MAX_VALUE + " ASCII characters in one line.");
        }
    }
}
