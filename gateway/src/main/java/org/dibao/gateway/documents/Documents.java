package org.dibao.gateway.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dibao.contract.json.Json;
import org.dibao.gateway.problems.Responses;
import org.dibao.gateway.submissions.SiteAddress;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The documents that describe the API, with the site's own address in them. They are public, and may be cached if they
 * are revalidated each time.
 */
@Component
public final class Documents {
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);

    private static final List<String> DESCRIPTIONS = Stream.of("openapi.json", "asyncapi.json")
            .filter(name -> Documents.class.getResource(name) != null)
            .toList();

    /** The schemas by version and name; each refers to others by where they are beside it. */
    private static final List<String> SCHEMAS = List.of(
            "v1/article-event.json",
            "v1/common.json",
            "v1/publication.json",
            "v1/submission.json",
            "v2/article-event.json",
            "v2/publication.json",
            "v2/submission.json");

    /** What identifies the schemas in their files. */
    private static final String SCHEMA_ID = "https://dibao.org/schema/";

    /** The address of a site that was not told its own, with or without the scheme: the files name this one. */
    private static final Pattern ADDRESS = Pattern.compile("(http://)?localhost:8080");

    private final SiteAddress site;
    private final Map<String, Document> described = new TreeMap<>();
    private final Document page;
    private final Document stylesheet;
    private final Map<String, Document> schemas = new TreeMap<>();

    Documents(SiteAddress site) {
        this.site = site;
        for (String name : DESCRIPTIONS) {
            String text = resource(name);
            described.put(name, new Document(MediaType.APPLICATION_JSON, address -> at(address, text)));
        }
        String openApi = resource("openapi.json");
        this.page = new Document(HTML, address -> ApiPage.of(Json.mapper().readTree(at(address, openApi))));
        String css = resource("docs.css");
        this.stylesheet = new Document(CSS, _ -> css);
        for (String name : SCHEMAS) {
            String text = resource("/org/dibao/contract/schema/" + name);
            schemas.put(
                    name,
                    new Document(
                            MediaType.APPLICATION_JSON,
                            address -> text.replace(SCHEMA_ID, inJson(address) + "/api/schemas/")));
        }
    }

    /** {@code GET /api/openapi.json} and {@code GET /api/asyncapi.json}. */
    public Mono<ServerResponse> description(ServerRequest request, String name) {
        Document document = described.get(name);
        return document == null
                ? Responses.notFound(
                        "There is no such document; there are " + String.join(", ", described.keySet()) + ".")
                : answer(request, document);
    }

    /** {@code GET /api/docs}: the OpenAPI document as a page. */
    public Mono<ServerResponse> page(ServerRequest request) {
        return answer(request, page);
    }

    /** {@code GET /api/docs.css}: the page's stylesheet. */
    public Mono<ServerResponse> stylesheet(ServerRequest request) {
        return answer(request, stylesheet);
    }

    /** {@code GET /api/schemas/{version}/{name}}: a schema; its {@code $id} is its own address. */
    public Mono<ServerResponse> schema(ServerRequest request, String version, String name) {
        Document schema = schemas.get(version + "/" + name);
        return schema == null
                ? Responses.notFound("There is no such schema; there are " + String.join(", ", schemas.keySet()) + ".")
                : answer(request, schema);
    }

    private Mono<ServerResponse> answer(ServerRequest request, Document document) {
        return site.seenBy(request).flatMap(address -> document.answer(request, address));
    }

    private static String at(String address, String text) {
        String whole = Matcher.quoteReplacement(inJson(address));
        String host = Matcher.quoteReplacement(inJson(address.substring(address.indexOf("://") + 3)));
        return ADDRESS.matcher(text).replaceAll(named -> named.group(1) == null ? host : whole);
    }

    private static String inJson(String text) {
        String json = Json.text(text);
        return json.substring(1, json.length() - 1);
    }

    private static String resource(String name) {
        try (InputStream in = Documents.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
