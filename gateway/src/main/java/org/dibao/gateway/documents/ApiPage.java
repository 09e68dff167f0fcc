package org.dibao.gateway.documents;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** An OpenAPI document as one page of HTML, without scripts. It shows the parts of OpenAPI that our document uses. */
final class ApiPage {
    private static final Set<String> IN_EVERY_PATH = Set.of("head", "options", "parameters");

    private final JsonNode api;
    private final SchemaWords schemas;
    private final StringBuilder html = new StringBuilder(200_000);

    private ApiPage(JsonNode api) {
        this.api = api;
        this.schemas = new SchemaWords(api);
    }

    static String of(JsonNode api) {
        ApiPage page = new ApiPage(api);
        page.write();
        return page.html.toString();
    }

    private record Operation(String path, String method, JsonNode json) {
        String id() {
            return json.path("operationId").asString();
        }
    }

    private void write() {
        String title = htmlEscape(api.at("/info/title").asString());
        html.append("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s: the API</title>
                <link rel="stylesheet" href="/api/docs.css">
                <link rel="service-desc" href="/api/openapi.json">
                </head>
                <body>
                <nav aria-label="Contents">
                <p><a href="#top">%1$s</a></p>
                """.formatted(title));
        html.append("<details>\n<summary>Contents</summary>\n");
        contents();
        html.append("</details>\n</nav>\n<main id=\"top\">\n<h1>").append(title).append(": the API</h1>\n");
        words(api.at("/info/description").asString());
        html.append("""
                <p>This page shows <a href="/api/openapi.json">the OpenAPI document</a>; \
                <a href="/api/asyncapi.json">the AsyncAPI document</a> describes the topics and the stream. \
                Every address also answers <code>OPTIONS</code>, and <code>HEAD</code> as it answers <code>GET</code>.</p>
                """);
        for (JsonNode tag : api.path("tags")) {
            html.append("<section>\n<h2>")
                    .append(htmlEscape(tag.path("name").asString()))
                    .append("</h2>\n");
            words(tag.path("description").asString());
            operations(tag).forEach(this::operation);
            html.append("</section>\n");
        }
        html.append("<section>\n<h2>Schemas</h2>\n");
        api.at("/components/schemas").properties().forEach(this::schema);
        html.append("</section>\n</main>\n</body>\n</html>\n");
    }

    private void contents() {
        for (JsonNode tag : api.path("tags")) {
            html.append("<p>").append(htmlEscape(tag.path("name").asString())).append("</p>\n<ul>\n");
            for (Operation operation : operations(tag)) {
                html.append("<li><a href=\"#%s\">%s</a></li>%n"
                        .formatted(
                                operation.id(),
                                htmlEscape(operation.json().path("summary").asString())));
            }
            html.append("</ul>\n");
        }
        html.append("<p>Schemas</p>\n<ul>\n");
        api.at("/components/schemas")
                .propertyNames()
                .forEach(name ->
                        html.append("<li>").append(SchemaWords.link(name)).append("</li>\n"));
        html.append("</ul>\n");
    }

    private List<Operation> operations(JsonNode tag) {
        List<Operation> found = new ArrayList<>();
        api.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    if (!IN_EVERY_PATH.contains(method)
                            && operation.path("tags").path(0).equals(tag.path("name"))) {
                        found.add(new Operation(path, method, operation));
                    }
                }));
        return found;
    }

    private void operation(Operation operation) {
        JsonNode json = operation.json();
        html.append("""
                <article id="%1$s">
                <h3><a href="#%1$s"><span class="method %2$s">%2$s</span> <code>%3$s</code></a></h3>
                <p class="summary">%4$s%5$s</p>
                """.formatted(
                        operation.id(),
                        operation.method(),
                        htmlEscape(operation.path()),
                        htmlEscape(json.path("summary").asString()),
                        key(json)));
        words(json.path("description").asString(""));
        parameters(json.path("parameters"));
        body(json.path("requestBody"));
        answers(json.path("responses"));
        html.append("</article>\n");
    }

    private static String key(JsonNode operation) {
        JsonNode security = operation.path("security");
        boolean withoutKey = security.valueStream().anyMatch(JsonNode::isEmpty);
        return !withoutKey
                ? " <span class=\"key\">key required</span>"
                : security.size() > 1 ? " <span class=\"key\">key optional</span>" : "";
    }

    private void parameters(JsonNode parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        html.append("<h4>Parameters</h4>\n<dl>\n");
        for (JsonNode given : parameters) {
            JsonNode parameter = schemas.resolved(given);
            entry(
                    parameter.path("name").asString(),
                    parameter.path("in").asString() + ", " + schemas.type(parameter.path("schema")),
                    parameter.path("description").asString(""));
        }
        html.append("</dl>\n");
    }

    private void body(JsonNode body) {
        if (body.isMissingNode()) {
            return;
        }
        html.append("<h4>Body</h4>\n");
        words(body.path("description").asString(""));
        html.append("<ul>\n");
        body.path("content").forEachEntry((type, media) -> {
            html.append("<li>").append(media(type, media));
            if (media.has("example")) {
                JsonNode example = media.path("example");
                String text = example.isString() ? example.asString() : example.toPrettyString();
                html.append("<pre><code>").append(htmlEscape(text)).append("</code></pre>");
            }
            html.append("</li>\n");
        });
        html.append("</ul>\n");
    }

    private void answers(JsonNode responses) {
        html.append("<h4>Answers</h4>\n<dl>\n");
        responses.forEachEntry((status, given) -> {
            JsonNode response = schemas.resolved(given);
            String media = response.path("content").properties().stream()
                    .map(content -> media(content.getKey(), content.getValue()))
                    .collect(Collectors.joining(", "));
            entry(status, media, response.path("description").asString() + headers(response));
        });
        html.append("</dl>\n");
    }

    private static String headers(JsonNode response) {
        String names = response.path("headers")
                .propertyStream()
                .map(Map.Entry::getKey)
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " Headers: " + names + ".";
    }

    private String media(String type, JsonNode media) {
        JsonNode schema = media.has("x-itemSchema") ? media.path("x-itemSchema") : media.path("schema");
        String words = schemas.type(schema);
        return "<code>" + htmlEscape(type) + "</code>" + (words.equals("text") ? "" : " " + words);
    }

    private void schema(Map.Entry<String, JsonNode> named) {
        JsonNode schema = named.getValue();
        html.append("<article id=\"schema-%1$s\">%n<h3><a href=\"#schema-%1$s\"><code>%1$s</code></a></h3>%n"
                .formatted(htmlEscape(named.getKey())));
        words(schema.path("description").asString(""));
        JsonNode members = schema.path("properties");
        if (members.isEmpty()) {
            html.append("<p>").append(schemas.type(schema)).append("</p>\n");
        } else {
            Set<String> required = schema.path("required")
                    .valueStream()
                    .map(JsonNode::asString)
                    .collect(Collectors.toSet());
            html.append("<dl>\n");
            members.forEachEntry((name, member) -> entry(
                    name,
                    schemas.type(member) + (required.contains(name) ? "" : ", optional"),
                    member.path("description").asString("")));
            html.append("</dl>\n");
        }
        html.append("</article>\n");
    }

    /** @param type HTML */
    private void entry(String name, String type, String description) {
        html.append("<div><dt><code>")
                .append(htmlEscape(name))
                .append("</code> <span>")
                .append(type)
                .append("</span></dt><dd>")
                .append(inline(description))
                .append("</dd></div>\n");
    }

    private void words(String text) {
        for (String paragraph : text.split("\n\n")) {
            if (!paragraph.isBlank()) {
                html.append("<p>").append(inline(paragraph)).append("</p>\n");
            }
        }
    }

    /** Of Markdown, our descriptions use code and strong emphasis. */
    private static String inline(String text) {
        return htmlEscape(text)
                .replaceAll("`([^`]+)`", "<code>$1</code>")
                .replaceAll("\\*\\*([^*]+)\\*\\*", "<strong>$1</strong>");
    }
}
