package org.dibao.ingest.liquid;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleId;
import org.dibao.liquid.Unknown;
import org.jspecify.annotations.Nullable;

/** {@code page}: an article's front matter as it was given, and Jekyll's own variables. */
public final class PageVariables {
    private PageVariables() {}

    /**
     * @param given the fields as JSON values
     * @param path  of its file, below the site
     */
    public static Map<String, @Nullable Object> of(
            Map<String, ? extends @Nullable Object> given,
            ArticleDraft article,
            @Nullable ArticleId id,
            @Nullable String path) {
        Map<String, @Nullable Object> page = new HashMap<>();
        page.put("excerpt", new Unknown("page.excerpt"));
        page.put("content", new Unknown("page.content"));
        page.put("previous", new Unknown("page.previous"));
        page.put("next", new Unknown("page.next"));
        article.extra().forEach((name, value) -> page.put(name, value(value)));
        page.put("title", article.title());
        page.put("slug", article.slug());
        given.forEach((name, value) -> page.put(name, value(value)));
        page.put("tags", article.tags());
        page.put("categories", article.categories());
        if (article.date() != null) {
            ZoneId zone = article.date().offset() == null
                    ? ZoneOffset.UTC
                    : article.date().offset();
            page.put("date", ZonedDateTime.of(article.date().local(), zone));
        }
        if (id != null) {
            page.put("url", "/articles/" + id);
            page.put("id", "/articles/" + id);
        }
        page.put("path", path);
        page.put("collection", "posts");
        return page;
    }

    /** Integers as the templates have them. */
    private static @Nullable Object value(@Nullable Object value) {
        return value instanceof Integer number ? (Object) number.longValue() : value;
    }
}
