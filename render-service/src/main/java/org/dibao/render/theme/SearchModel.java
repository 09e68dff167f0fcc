package org.dibao.render.theme;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.dibao.render.listing.ListingPaths;
import org.jspecify.annotations.Nullable;

/** The model for the template of the search page. */
final class SearchModel {
    private SearchModel() {}

    static TemplateModel of(TemplateModel world, SearchPage page) {
        List<Map<String, String>> hits = page.hits().stream()
                .map(hit -> Map.of(
                        "title",
                        hit.titleHtml(),
                        "snippet",
                        hit.snippetHtml(),
                        "href",
                        hit.href(),
                        "lang",
                        TemplateModel.empty(hit.lang()),
                        "iso",
                        (String) world.dates.of(hit.date()).get("iso"),
                        "date",
                        (String) world.dates.of(hit.date()).get("day")))
                .toList();
        return world.put(
                        "search",
                        Map.of(
                                "query",
                                page.query(),
                                "asked",
                                !page.query().isBlank() && page.notes().stream().allMatch(note -> note.answered),
                                "found",
                                page.total() == 1
                                        ? world.texts.get("found.one")
                                        : world.texts.get("found", page.total()),
                                "page",
                                page.page() == 1 ? "" : world.texts.get("page", page.page()),
                                "hits",
                                hits,
                                "notes",
                                page.notes().stream()
                                        .sorted()
                                        .map(note -> world.texts.get(note.text()))
                                        .toList()))
                // Pages are ordered by relevance, not by age.
                .put("previous", address(page.query(), page.previous()))
                .put("next", address(page.query(), page.next()));
    }

    private static String address(String query, @Nullable Integer page) {
        if (page == null) {
            return "";
        }
        String found = ListingPaths.SEARCH + "?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        return page == 1 ? found : found + "&page=" + page;
    }
}
