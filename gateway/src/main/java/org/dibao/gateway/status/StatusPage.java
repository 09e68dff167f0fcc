package org.dibao.gateway.status;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The page for whoever operates the site: how this gateway is doing, and each subscription, those that need attention first. It has
 * no script, and escapes whatever comes from elsewhere.
 */
final class StatusPage {
    private static final String UNKNOWN = "unknown";
    /** By urgency. */
    private static final List<String> STATES = List.of("parked", "failing", UNKNOWN, "ended", "paused", "active");

    private final StatusWords words;
    private final Instant now;
    private final StringBuilder html = new StringBuilder(20_000);

    StatusPage(StatusWords words, Instant now) {
        this.words = words;
        this.now = now;
    }

    /** @param subscriptions as delivery shows them; absent if they are not known at the moment */
    String of(GatewayStatus gateway, @Nullable JsonNode subscriptions) {
        html.append("""
                <!doctype html>
                <html lang="%1$s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>%2$s</title>
                <link rel="stylesheet" href="/api/docs.css">
                </head>
                <body class="status">
                <main>
                <h1>%2$s</h1>
                <p>%3$s <a href="/api/status">%4$s</a></p>
                """.formatted(
                        words.language(), words.say("title"), words.say("as-of", time(now)), words.say("reload")));
        gateway(gateway);
        html.append("<section>\n<h2>").append(words.say("subscriptions")).append("</h2>\n");
        if (subscriptions == null) {
            paragraph(words.say("subscriptions-unknown"));
        } else if (subscriptions.isEmpty()) {
            paragraph(words.say("no-subscriptions"));
        } else {
            table(subscriptions
                    .valueStream()
                    .sorted(Comparator.comparing(one -> STATES.indexOf(state(one))))
                    .toList());
        }
        return html.append("</section>\n</main>\n</body>\n</html>\n").toString();
    }

    private void gateway(GatewayStatus gateway) {
        html.append("<section>\n<h2>").append(words.say("gateway")).append("</h2>\n<dl>\n");
        entry("following", words.say(gateway.following() ? "yes" : "not-following"));
        entry("position", gateway.position().toString());
        GatewayStatus.Details details = gateway.details();
        if (details != null) {
            entry("behind-the-log", details.lag() == null ? words.say(UNKNOWN) : Long.toString(details.lag()));
            entry("streams", Long.toString(details.subscribers()));
            entry("waiters", Long.toString(details.waiters()));
            entry("cached-pages", Long.toString(details.cachedPages()));
        }
        entry("started", time(gateway.startedAt()));
        entry("version", htmlEscape(gateway.version()));
        html.append("</dl>\n</section>\n");
    }

    /** @param value HTML */
    private void entry(String name, String value) {
        html.append("<div><dt>")
                .append(words.say(name))
                .append("</dt><dd>")
                .append(value)
                .append("</dd></div>\n");
    }

    /** @param text HTML */
    private void paragraph(String text) {
        html.append("<p>").append(text).append("</p>\n");
    }

    private void table(List<JsonNode> subscriptions) {
        Map<String, Long> counts = subscriptions.stream()
                .collect(Collectors.groupingBy(StatusPage::state, TreeMap::new, Collectors.counting()));
        paragraph(STATES.stream()
                .filter(counts::containsKey)
                .map(state -> words.say("count", counts.getOrDefault(state, 0L), words.say(state)))
                .collect(Collectors.joining(words.say("comma"))));
        List<String> columns = List.of("subscription", "state", "behind", "failures", "next-try");
        html.append("<table>\n<thead><tr>");
        columns.forEach(name ->
                html.append("<th scope=\"col\">").append(words.say(name)).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (JsonNode one : subscriptions) {
            JsonNode status = one.path("status");
            html.append("<tr>");
            cell("subscription", subscription(one));
            cell("state", state(one, status));
            cell("behind", behind(status));
            cell("failures", failures(status));
            cell("next-try", nextTry(status));
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n");
    }

    /** @param value HTML; an empty cell is left out on small screens */
    private void cell(String column, String value) {
        html.append("<td data-label=\"%s\">%s</td>".formatted(words.say(column), value));
    }

    private static String subscription(JsonNode one) {
        return "<strong>%s</strong><br>%s <code>%s</code><br><code>%s</code>"
                .formatted(text(one, "name"), text(one, "kind"), text(one, "target"), text(one, "id"));
    }

    private static String state(JsonNode subscription) {
        String state = subscription
                .path("status")
                .path("state")
                .asString(subscription.path("paused").asBoolean(false) ? "paused" : UNKNOWN);
        return STATES.contains(state) ? state : UNKNOWN;
    }

    private String state(JsonNode one, JsonNode status) {
        String state = state(one);
        StringBuilder cell = new StringBuilder("<span class=\"state %s\">%s</span>".formatted(state, words.say(state)));
        Instant since = instant(status, "failingSince");
        if (since != null) {
            cell.append("<br>").append(words.say("since", time(since)));
        }
        if (status.has("lastFailure")) {
            cell.append("<br>").append(text(status, "lastFailure"));
        }
        if (state.equals("parked")) {
            cell.append("<br>")
                    .append(words.say("resume", "<code>dibao subscriptions resume " + text(one, "id") + "</code>"));
        }
        return cell.toString();
    }

    private String behind(JsonNode status) {
        long lag = status.path("lag").asLong(-1);
        if (lag <= 0) {
            return lag == 0 ? words.say("nothing") : "";
        }
        Instant since = instant(status, "behindSince");
        return words.say("events", lag)
                + (since == null ? "" : "<br>" + words.say("for", words.duration(Duration.between(since, now))));
    }

    private String failures(JsonNode status) {
        if (!status.has("attempts")) {
            return "";
        }
        long attempts = status.path("attempts").asLong();
        long failed = attempts - status.path("deliveries").asLong();
        return words.say("failed-of", failed, attempts);
    }

    private String nextTry(JsonNode status) {
        Instant next = instant(status, "nextTry");
        return next == null ? "" : words.say("in", words.duration(Duration.between(now, next))) + "<br>" + time(next);
    }

    private static String text(JsonNode node, String name) {
        return htmlEscape(node.path(name).asString(""));
    }

    private static @Nullable Instant instant(JsonNode node, String name) {
        try {
            return node.has(name) ? Instant.parse(node.path(name).asString("")) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String time(Instant time) {
        String text = time.truncatedTo(ChronoUnit.SECONDS).toString();
        return "<time datetime=\"%s\">%s</time>"
                .formatted(text, text.replace('T', ' ').replace("Z", " UTC"));
    }
}
