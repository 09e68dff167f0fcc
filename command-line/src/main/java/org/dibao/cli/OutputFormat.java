package org.dibao.cli;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How {@code dibao events} prints an event: one line each. */
enum OutputFormat {
    text {
        @Override
        String line(JsonNode event, String raw, String url) {
            String name = event.path("event").asString("");
            return String.format(
                            "%s  %-10s %s  %s",
                            event.path("position").asString("-"),
                            Published.shown(name) + (event.path("left").asBoolean(false) ? " (left)" : ""),
                            name.equals("site-changed") ? SiteCommand.SETTINGS : subject(event),
                            event.path("path").asString(event.path("formerPath").asString("")))
                    .stripTrailing();
        }
    },

    json {
        @Override
        String line(JsonNode event, String raw, String url) {
            return raw.indexOf('\n') < 0 ? raw : event.toString();
        }
    },

    /** CloudEvents 1.0 in its JSON format. */
    cloudevents {
        @Override
        String line(JsonNode event, String raw, String url) {
            ObjectNode envelope = LenientJson.MAPPER.createObjectNode();
            envelope.put("specversion", "1.0");
            envelope.put("id", event.path("position").asString());
            envelope.put("source", url);
            String name = event.path("event").asString("");
            boolean later = name.startsWith("file-") || name.equals("scheduled") || name.equals("erased");
            envelope.put("type", "org.dibao.publication." + name + (later ? ".v2" : ".v1"));
            put(envelope, "subject", event.path("article").asString(null));
            put(envelope, "time", event.path("at").asString(null));
            envelope.put("datacontenttype", "application/json");
            envelope.set("data", event);
            return envelope.toString();
        }
    };

    /**
     * @param raw the event's JSON as received
     * @param url the site that it comes from
     */
    abstract String line(JsonNode event, String raw, String url);

    private static String subject(JsonNode event) {
        return event.path("title").asString(event.path("article").asString(""));
    }

    private static void put(ObjectNode to, String name, @Nullable String value) {
        if (value != null) {
            to.put(name, value);
        }
    }
}
