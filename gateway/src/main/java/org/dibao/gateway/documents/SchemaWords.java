package org.dibao.gateway.documents;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** JSON schemas in a few words of HTML. */
final class SchemaWords {
    private static final String SCHEMAS = "#/components/schemas/";

    private final JsonNode api;

    SchemaWords(JsonNode api) {
        this.api = api;
    }

    static String link(String schema) {
        return "<a href=\"#schema-%1$s\"><code>%1$s</code></a>".formatted(htmlEscape(schema));
    }

    /** What a reference refers to; anything else is itself. */
    JsonNode resolved(JsonNode node) {
        String ref = node.path("$ref").asString("");
        return ref.isEmpty() ? node : api.at(JsonPointer.compile(ref.substring(1)));
    }

    /** What a value is, such as "list of Path" or "whole number, 1 to 100". */
    String type(JsonNode schema) {
        String ref = schema.path("$ref").asString("");
        if (!ref.isEmpty()) {
            return link(ref.substring(SCHEMAS.length()));
        }
        if (schema.has("const")) {
            return value(schema.path("const"));
        }
        for (String choice : List.of("enum", "oneOf", "anyOf")) {
            if (schema.has(choice) && !schema.has("properties")) {
                return schema.path(choice)
                        .valueStream()
                        .map(one -> choice.equals("enum") ? value(one) : type(one))
                        .collect(Collectors.joining(" or "));
            }
        }
        List<String> words = new ArrayList<>();
        String type = schema.path("type").asString("");
        words.add(
                switch (type) {
                    case "string" -> format(schema.path("format").asString(""));
                    case "integer" -> "whole number";
                    case "boolean" -> "true or false";
                    case "array" -> "list of " + type(schema.path("items"));
                    case "object" ->
                        schema.path("properties").isEmpty()
                                ? "object"
                                : "object with "
                                        + String.join(
                                                ", ", schema.path("properties").propertyNames());
                    default -> "anything";
                });
        range(schema, "minimum", "maximum", "").ifPresent(words::add);
        range(schema, "minLength", "maxLength", " characters").ifPresent(words::add);
        range(schema, "minItems", "maxItems", " of them").ifPresent(words::add);
        if (schema.has("default")) {
            words.add("default " + value(schema.path("default")));
        }
        return String.join(", ", words);
    }

    private static String format(String format) {
        return switch (format) {
            case "date-time" -> "time (RFC 3339)";
            case "uri", "uri-reference" -> "address";
            case "binary" -> "bytes";
            default -> "text";
        };
    }

    private static java.util.Optional<String> range(JsonNode schema, String min, String max, String unit) {
        if (schema.has(min) && schema.has(max)) {
            String from = number(schema.path(min));
            String to = number(schema.path(max));
            return java.util.Optional.of((from.equals(to) ? from : from + " to " + to) + unit);
        }
        return schema.has(max)
                ? java.util.Optional.of("at most " + number(schema.path(max)) + unit)
                : schema.has(min)
                        ? java.util.Optional.of(number(schema.path(min)) + unit + " or more")
                        : java.util.Optional.empty();
    }

    private static String number(JsonNode number) {
        return String.format(java.util.Locale.ROOT, "%,d", number.asLong());
    }

    private static String value(JsonNode value) {
        return "<code>" + htmlEscape(value.isString() ? value.asString() : value.toString()) + "</code>";
    }
}
