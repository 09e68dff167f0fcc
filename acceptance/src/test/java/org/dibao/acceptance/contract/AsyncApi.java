package org.dibao.acceptance.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An AsyncAPI document, as a judge of real records: a record's {@code ce_type} must be that of a message of its topic, and its
 * headers and value must be as this message says.
 */
public final class AsyncApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode document;
    private final JsonSchemas schemas;

    /** @param others gives the documents that this one refers to by their addresses */
    public AsyncApi(byte[] document, UnaryOperator<String> others) {
        this.document = JSON.readTree(document);
        this.schemas = new JsonSchemas(this.document, others);
    }

    /** What the document does not allow; empty if the record is as it says. */
    public List<String> wrong(String topic, Map<String, String> headers, JsonNode value) {
        for (JsonNode channel : document.path("channels")) {
            if (channel.path("address").asString().equals(topic)) {
                return wrong(channel, headers, value);
            }
        }
        return List.of("there is no topic " + topic);
    }

    /** What the document does not allow in the headers of a message that is sent over HTTP. */
    public List<String> wrongHeaders(String message, Map<String, String> headers) {
        ObjectNode given = JSON.createObjectNode();
        headers.forEach(given::put);
        return schemas.errors(
                document.path("components").path("messages").path(message).required("headers"), given);
    }

    private List<String> wrong(JsonNode channel, Map<String, String> headers, JsonNode value) {
        for (JsonNode reference : channel.path("messages")) {
            JsonNode message = document.at(reference.path("$ref").asString().substring(1));
            JsonNode type = message.at("/headers/properties/ce_type/const");
            if (type.isMissingNode() || type.asString().equals(headers.get("ce_type"))) {
                ObjectNode given = JSON.createObjectNode();
                headers.forEach(given::put);
                List<String> wrong = new ArrayList<>(schemas.errors(message.path("headers"), given));
                if (!value.isMissingNode()) {
                    wrong.addAll(schemas.errors(message.path("payload"), value));
                }
                return wrong;
            }
        }
        return List.of("no message of the topic has the type " + headers.get("ce_type"));
    }
}
