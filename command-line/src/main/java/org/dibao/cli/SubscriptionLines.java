package org.dibao.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Subscriptions in words. */
final class SubscriptionLines {
    private SubscriptionLines() {}

    /** State, how far behind, failures, and what it is. */
    static String of(JsonNode subscription) {
        JsonNode status = subscription.path("status");
        String kind = subscription.path("kind").asString("");
        String name = subscription.path("name").asString("");
        return String.format(
                "%s  %-8s lag %s%s  %s  %s",
                subscription.path("id").asString(""),
                state(subscription),
                status.path("lag").asString("?"),
                behind(status),
                name.isEmpty() || name.equals(kind) ? kind : kind + "  " + name,
                subscription.path("target").asString(""));
    }

    static String state(JsonNode subscription) {
        return subscription
                .path("status")
                .path("state")
                .asString(subscription.path("paused").asBoolean(false) ? "paused" : "unknown");
    }

    private static String behind(JsonNode status) {
        try {
            return status.has("behindSince")
                    ? " for "
                            + rounded(Duration.between(
                                    Instant.parse(status.path("behindSince").asString("")), Instant.now()))
                    : "";
        } catch (DateTimeException e) {
            return "";
        }
    }

    private static String rounded(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 120
                ? seconds + " s"
                : seconds < 7200
                        ? seconds / 60 + " min"
                        : seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
    }

    /** Why it fails, since when, how often, and when it is tried again; empty if its last attempt succeeded. */
    static Optional<String> trouble(JsonNode subscription, SiteTime time) {
        JsonNode status = subscription.path("status");
        if (!status.has("failingSince")) {
            return Optional.empty();
        }
        long attempts = status.path("attempts").asLong(0);
        return Optional.of(
                "failing since " + time.of(status.path("failingSince").asString("")) + ": "
                        + status.path("lastFailure").asString("?").replaceFirst("\\.$", "")
                        + (attempts == 0
                                ? ""
                                : "; " + (attempts - status.path("deliveries").asLong(0)) + " of " + attempts
                                        + " attempts have failed")
                        + (status.has("nextTry")
                                ? "; next try " + time.of(status.path("nextTry").asString(""))
                                : ""));
    }
}
