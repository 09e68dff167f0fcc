package org.dibao.eventlog.publicevents;

import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.contract.wire.EventTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Events in the JSON format of CloudEvents 1.0. */
public final class CloudEventsJson {
    private static final String GAP = "org.dibao.stream.gap.v1";

    private CloudEventsJson() {}

    /**
     * One event in one line.
     *
     * @param cursor the extension attribute {@code cursor}; absent where there is no stream to resume
     * @param data   a JSON object
     */
    public static String of(LogEvent event, @Nullable String cursor, String data) {
        Result.Kind kind = event.kind();
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("specversion", "1.0");
        json.put("id", event.position().toString());
        json.put("source", event.source());
        json.put("type", kind == null ? GAP : EventTypes.publication(kind));
        if (!event.article().isEmpty()) {
            json.put("subject", event.article());
        }
        if (event.event().at() != null) {
            json.put("time", event.event().at().toString());
        }
        json.put("datacontenttype", "application/json");
        if (cursor != null) {
            json.put("cursor", cursor);
        }
        String envelope = Json.text(json);
        return envelope.substring(0, envelope.length() - 1) + ",\"data\":" + data + "}";
    }
}
