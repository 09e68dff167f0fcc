package org.dibao.gateway.events;

import java.nio.charset.StandardCharsets;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.contract.wire.EventTypes;
import org.springframework.http.MediaType;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events in the JSON format of CloudEvents 1.0. The cursor is the extension attribute {@code cursor}.
 */
final class CloudEventsJson {
    static final MediaType BATCH = MediaType.parseMediaType("application/cloudevents-batch+json");

    private static final String GAP = "org.dibao.stream.gap.v1";

    private CloudEventsJson() {}

    static String of(Delivery delivery) {
        LogEvent event = delivery.event();
        Result.Kind kind = event.kind();
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("specversion", "1.0");
        json.put("id", event.position().toString());
        json.put("source", "/gateway");
        json.put("type", kind == null ? GAP : EventTypes.publication(kind));
        if (!event.article().isEmpty()) {
            json.put("subject", event.article());
        }
        if (event.event().at() != null) {
            json.put("time", event.event().at().toString());
        }
        json.put("datacontenttype", "application/json");
        json.put("cursor", delivery.cursor().toString());
        String envelope = Json.text(json);
        return envelope.substring(0, envelope.length() - 1)
                + ",\"data\":"
                + new String(EventFormat.json(delivery), StandardCharsets.UTF_8) + "}";
    }
}
