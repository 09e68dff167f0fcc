package org.dibao.acceptance.contract;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of an OpenAPI or AsyncAPI document. Thread-safe. */
final class JsonSchemas {
    private final SchemaRegistry registry;
    private final JsonNode document;
    private final Map<JsonNode, Schema> known = new ConcurrentHashMap<>();

    /** Of a document that refers to no other. */
    JsonSchemas(JsonNode document) {
        this(document, address -> {
            throw new IllegalArgumentException("no other document is expected: " + address);
        });
    }

    /** @param others gives the documents that this one refers to by their addresses */
    JsonSchemas(JsonNode document, UnaryOperator<String> others) {
        this.document = document;
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemas(
                        address -> address.startsWith("http") && !address.startsWith("https://json-schema.org/")
                                ? others.apply(address)
                                : null));
    }

    /** @param schema as it stands in the document */
    List<String> errors(JsonNode schema, JsonNode value) {
        return known
                .computeIfAbsent(schema, this::made)
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    /** Whether values are numbers, in a header where everything is text. */
    boolean isNumber(JsonNode schema) {
        return schema.path("type").asString("").equals("integer")
                || schema.path("const").isNumber();
    }

    /** A schema of its own, with the components that it may refer to. */
    private Schema made(JsonNode schema) {
        if (!schema.isObject()) {
            throw new IllegalArgumentException("no schema: " + schema);
        }
        ObjectNode whole = ((ObjectNode) schema).deepCopy();
        whole.set("components", document.path("components"));
        return registry.getSchema(whole);
    }
}
