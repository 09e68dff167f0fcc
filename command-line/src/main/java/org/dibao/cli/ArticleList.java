package org.dibao.cli;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A list of articles as the API gives it: in pages, each with the cursor of the next. */
final class ArticleList {
    private static final int PAGE = 100;

    private ArticleList() {}

    /**
     * Reads articles in the list's order until it ends.
     *
     * @param read   gives the answer of an address of the API
     * @param status absent for live articles
     * @param most   how many articles, from 1
     * @return the cursor of those that follow; empty if there are none
     */
    static String read(Function<String, JsonNode> read, @Nullable String status, int most, Consumer<JsonNode> article) {
        String filter = status == null ? "" : "&status=" + status;
        String next = "";
        int left = most;
        do {
            JsonNode page = read.apply(
                    "/api/articles?limit=" + Math.min(PAGE, left) + filter + (next.isEmpty() ? "" : "&after=" + next));
            JsonNode articles = page.path("articles");
            articles.forEach(article);
            left -= articles.size();
            next = page.path("next").asString("");
        } while (!next.isEmpty() && left > 0);
        return next;
    }
}
