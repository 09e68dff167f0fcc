package org.dibao.acceptance.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An OpenAPI document, as a judge of real answers: status, headers, media type and body must be as it says. An address or
 * method that it does not name must be answered with 404 or 405. Thread-safe.
 */
public final class OpenApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> STREAMS = Set.of("text/event-stream", "application/x-ndjson");

    private final JsonNode document;
    private final JsonSchemas schemas;

    public OpenApi(byte[] document) {
        this.document = JSON.readTree(document);
        this.schemas = new JsonSchemas(this.document);
    }

    /** @throws AssertionError if the document does not allow this answer */
    public void check(Exchange exchange, byte[] body) {
        List<String> wrong = new ArrayList<>(wrongHead(exchange));
        JsonNode response = response(exchange);
        if (wrong.isEmpty() && response != null) {
            wrong.addAll(wrongBody(exchange, response, body));
        }
        refuse(exchange, new String(body, StandardCharsets.UTF_8), wrong);
    }

    /** Of an answer that comes bit by bit; {@link #checkItem} checks its parts. */
    public void checkHead(Exchange exchange) {
        refuse(exchange, "", wrongHead(exchange));
    }

    /**
     * @param item the data of a server-sent event, or a line of NDJSON
     * @throws AssertionError if the document does not allow it in this answer
     */
    public void checkItem(Exchange exchange, String item) {
        JsonNode response = response(exchange);
        JsonNode schema = response == null ? null : media(exchange, response).get("x-itemSchema");
        refuse(exchange, item, schema == null ? List.of("a stream is not allowed") : wrongJson(schema, item));
    }

    private static void refuse(Exchange exchange, String body, List<String> wrong) {
        if (!wrong.isEmpty()) {
            throw new AssertionError("not as in /api/openapi.json: " + String.join("; ", wrong) + "\n" + exchange + "\n"
                    + (body.length() > 2000 ? body.substring(0, 2000) + "…" : body));
        }
    }

    private List<String> wrongHead(Exchange exchange) {
        JsonNode item = item(exchange.path());
        if (item == null) {
            return exchange.status() == 404 ? List.of() : List.of("there is no such address");
        }
        if (!item.has(method(exchange))) {
            return exchange.status() == 405
                            && exchange.headers().firstValue("Allow").isPresent()
                    ? List.of()
                    : List.of("the address has no such method");
        }
        JsonNode response = response(exchange);
        if (response == null) {
            return List.of("the status is not allowed");
        }
        List<String> wrong = new ArrayList<>();
        response.path("headers").forEachEntry((name, given) -> wrong.addAll(wrongHeader(exchange, name, given)));
        if (response.path("content").isEmpty()) {
            return wrong;
        }
        if (media(exchange, response).isMissingNode()) {
            wrong.add("the media type is not allowed: \"" + exchange.mediaType() + "\"");
        }
        return wrong;
    }

    private List<String> wrongHeader(Exchange exchange, String name, JsonNode given) {
        JsonNode header = resolved(given);
        List<String> values = exchange.headers().allValues(name);
        if (values.isEmpty()) {
            return header.path("required").asBoolean(false) ? List.of("the header " + name + " is missing") : List.of();
        }
        JsonNode value = value(String.join(", ", values), schemas.isNumber(header.path("schema")));
        return schemas.errors(header.path("schema"), value).stream()
                .map(error -> "the header " + name + ": " + error)
                .toList();
    }

    private static JsonNode value(String text, boolean number) {
        return number && text.matches("-?[0-9]{1,18}")
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
                : JsonNodeFactory.instance.stringNode(text);
    }

    private List<String> wrongBody(Exchange exchange, JsonNode response, byte[] body) {
        if (response.path("content").isEmpty() || exchange.method().equals("HEAD")) {
            return body.length == 0 ? List.of() : List.of("there is a body");
        }
        JsonNode media = media(exchange, response);
        String type = exchange.mediaType();
        String text = new String(body, StandardCharsets.UTF_8);
        if (STREAMS.contains(type)) {
            return items(type, text).stream()
                    .flatMap(item -> wrongJson(media.path("x-itemSchema"), item).stream())
                    .toList();
        }
        return type.endsWith("json") ? wrongJson(media.path("schema"), text) : List.of();
    }

    private static List<String> items(String type, String text) {
        return type.equals("application/x-ndjson")
                ? text.lines().filter(line -> !line.isBlank()).toList()
                : text.lines()
                        .filter(line -> line.startsWith("data: "))
                        .map(line -> line.substring(6))
                        .toList();
    }

    private List<String> wrongJson(JsonNode schema, String text) {
        try {
            return schemas.errors(schema, JSON.readTree(text));
        } catch (JacksonException e) {
            return List.of("no JSON: " + e.getOriginalMessage());
        }
    }

    private JsonNode media(Exchange exchange, JsonNode response) {
        return response.path("content").path(exchange.mediaType());
    }

    /** @return null if there is no such address, method or status */
    private @Nullable JsonNode response(Exchange exchange) {
        JsonNode item = item(exchange.path());
        if (item == null) {
            return null;
        }
        JsonNode responses = item.path(method(exchange)).path("responses");
        JsonNode exact = responses.get(Integer.toString(exchange.status()));
        JsonNode given = exact != null ? exact : responses.get(exchange.status() / 100 + "XX");
        return given == null ? null : resolved(given);
    }

    /** @return null if there is no such address */
    private @Nullable JsonNode item(String path) {
        JsonNode exact = document.path("paths").get(path);
        if (exact != null) {
            return exact;
        }
        return document.path("paths")
                .propertyStream()
                .filter(template -> matches(template.getKey().split("/", -1), path.split("/", -1)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** The last segment of an address may stand for several: a file's path. */
    private static boolean matches(String[] template, String[] path) {
        if (template[template.length - 1].equals("{path}") && path.length > template.length) {
            return matches(template, Arrays.copyOf(path, template.length));
        }
        return template.length == path.length
                && !Arrays.asList(path).subList(1, path.length).contains("")
                && java.util.stream.IntStream.range(0, path.length)
                        .allMatch(i -> template[i].startsWith("{") || template[i].equals(path[i]));
    }

    private static String method(Exchange exchange) {
        return exchange.method().toLowerCase(Locale.ROOT);
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode ref = node.get("$ref");
        return ref == null ? node : document.at(ref.asString().substring(1));
    }
}
