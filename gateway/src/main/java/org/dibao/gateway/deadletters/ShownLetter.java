package org.dibao.gateway.deadletters;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.contract.wire.Headers;
import org.dibao.eventlog.DeadLetter;
import org.dibao.gateway.operations.Operation;
import org.dibao.gateway.operations.Recorded;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Dead letters as JSON. Bytes that are no UTF-8 are given in base64, as a member of the name with {@code Base64}. */
final class ShownLetter {
    private ShownLetter() {}

    /** In a list. */
    static ObjectNode line(Origin origin, DeadLetter letter, @Nullable Recorded settled) {
        ObjectNode json = Json.mapper()
                .createObjectNode()
                .put("topic", origin.text())
                .put("position", letter.position().value())
                .put("at", letter.at().toString())
                .put("reason", letter.reason())
                .put("bytes", letter.bytes());
        String type = letter.texts().get(Headers.TYPE);
        if (type != null) {
            json.put("type", type);
        }
        if (settled == null) {
            return json.put("state", "waiting");
        }
        Position retried = settled.operation() instanceof Operation.DeadLetterRetried it ? it.as() : null;
        json.put("state", retried == null ? "discarded" : "retried")
                .put("settledAt", settled.at().toString())
                .put("settledBy", settled.by());
        return retried == null ? json : json.put("retriedAs", retried.value());
    }

    /** With all that is in it. */
    static ObjectNode whole(Origin origin, DeadLetter letter, @Nullable Recorded settled) {
        ObjectNode json = line(origin, letter, settled);
        put(json, "key", letter.key());
        ArrayNode headers = json.putArray("headers");
        for (DeadLetter.Header header : letter.headers()) {
            put(headers.addObject().put("name", header.name()), "value", header.value());
        }
        put(json, "value", letter.value());
        return json;
    }

    private static void put(ObjectNode json, String name, byte @Nullable [] bytes) {
        if (bytes == null) {
            return;
        }
        try {
            json.put(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            json.put(name + "Base64", bytes);
        }
    }
}
