package org.dibao.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
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
        String after = "snapshot";
        JsonNode page;
        do {
            page = read.apply(
                    "/api/events/page?limit=" + PAGE + "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8));
            page.path("events")
                    .valueStream()
                    .filter(event -> event.has("path") && event.has("article"))
                    .forEach(event -> ids.add(event.path("article").asString("")));
            after = page.path("cursor").asString("");
        } while (page.path("more").asBoolean(false));
        return ids;
    }
}
