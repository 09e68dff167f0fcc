package org.dibao.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** All articles that are live, static pages among them, from a snapshot of the event stream. */
final class LiveArticles {
    private static final int PAGE = 500;

    private LiveArticles() {}

    /**
     * Their ids. One that is withdrawn meanwhile may be among them.
     *
     * @param read gives the answer of an address of the API
     */
    static Set<String> ids(Function<String, JsonNode> read) {
        Set<String> ids = new LinkedHashSet<>();
        events(read).forEach(event -> ids.add(event.path("article").asString("")));
        return ids;
    }

    /**
     * Which article is at each path, not encoded.
     *
     * @param read gives the answer of an address of the API
     */
    static Map<String, String> byPath(Function<String, JsonNode> read) {
        Map<String, String> ids = new HashMap<>();
        events(read)
                .forEach(event -> ids.put(
                        event.path("path").asString(""), event.path("article").asString("")));
        return ids;
    }

    /** Read as far as they are wanted. */
    private static Stream<JsonNode> events(Function<String, JsonNode> read) {
        return Stream.iterate(
                        page(read, "snapshot"),
                        page -> !page.isMissingNode(),
                        page -> page.path("more").asBoolean(false)
                                ? page(read, page.path("cursor").asString(""))
                                : LenientJson.MAPPER.missingNode())
                .flatMap(page -> page.path("events").valueStream())
                .filter(event -> event.has("path") && event.has("article"));
    }

    private static JsonNode page(Function<String, JsonNode> read, String after) {
        return read.apply(
                "/api/events/page?limit=" + PAGE + "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8));
    }
}
