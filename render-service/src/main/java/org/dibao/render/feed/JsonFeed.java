package org.dibao.render.feed;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.dibao.contract.json.Json;
import org.jspecify.annotations.Nullable;

/** JSON Feed 1.1 (jsonfeed.org). Dates are RFC 3339. */
final class JsonFeed {
    private JsonFeed() {}

    record Document(
            String version,
            String title,
            @JsonProperty("home_page_url") String homePageUrl,
            @JsonProperty("feed_url") String feedUrl,
            @Nullable String description,
            String language,
            List<FeedItem.Author> authors,
            @Nullable List<Hub> hubs,
            List<Item> items) {}

    record Hub(String type, String url) {}

    record Item(
            String id,
            String url,
            String title,
            @JsonProperty("content_html") @Nullable String contentHtml,
            @JsonProperty("content_text") @Nullable String contentText,
            @Nullable String summary,
            @Nullable String image,
            @JsonProperty("date_published") String datePublished,
            @JsonProperty("date_modified") String dateModified,
            @Nullable List<FeedItem.Author> authors,
            @Nullable List<String> tags,
            String language) {}

    static byte[] write(Feed feed) {
        return Json.bytes(new Document(
                "https://jsonfeed.org/version/1.1",
                feed.title(),
                feed.home(),
                feed.self(),
                given(feed.subtitle()),
                feed.language(),
                List.of(feed.author()),
                feed.hub().isEmpty() ? null : List.of(new Hub("WebSub", feed.hub())),
                feed.items().stream().map(JsonFeed::item).toList()));
    }

    /** Some content is required: without a body it is the summary. */
    private static Item item(FeedItem item) {
        return new Item(
                item.id(),
                item.url(),
                item.title(),
                item.html(),
                item.html() == null ? item.summary() : null,
                item.html() == null ? null : given(item.summary()),
                item.image(),
                ISO_OFFSET_DATE_TIME.format(item.published()),
                ISO_OFFSET_DATE_TIME.format(item.updated()),
                given(item.authors()),
                given(item.categories()),
                item.language());
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }

    private static <T> @Nullable List<T> given(List<T> list) {
        return list.isEmpty() ? null : list;
    }
}
