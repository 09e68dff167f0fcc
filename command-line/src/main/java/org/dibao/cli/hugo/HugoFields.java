package org.dibao.cli.hugo;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dibao.cli.site.Article;
import org.dibao.cli.site.Values;
import org.jspecify.annotations.Nullable;

/** The front matter of Hugo and its themes under Dibao's names. */
final class HugoFields {
    /** Taken elsewhere, or without a meaning outside of Hugo. */
    private static final Set<String> GONE = Set.of(
            "title",
            "url",
            "slug",
            "permalink",
            "id",
            "body",
            "format",
            "params",
            "layout",
            "type",
            "lang",
            "language");

    private static final Set<String> PICTURES =
            Set.of("image", "images", "cover", "featured_image", "featuredImage", "thumbnail", "banner", "feature");

    private HugoFields() {}

    static void map(Map<String, @Nullable Object> fields, Article article, String address) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(fields);
        Values.map(fields.get("params")).forEach(all::putIfAbsent);
        all.forEach((name, value) -> map(name, value, article, address));
    }

    private static void map(String name, @Nullable Object value, Article article, String address) {
        switch (name) {
            case "date" -> article.with("date", Values.text(value));
            case "lastmod", "lastMod", "modified", "updated" -> article.with("modified", Values.text(value));
            case "publishDate", "publishdate" -> article.with("publishAt", Values.text(value));
            case "expiryDate", "expirydate" -> article.with("withdrawAt", Values.text(value));
            case "categories", "category" -> article.with("categories", Values.texts(value));
            case "tags", "tag" -> article.with("tags", Values.texts(value));
            case "authors", "author" -> article.with("authors", names(value));
            case "summary", "description" -> article.with("excerpt", Values.text(value));
            case "redirect_to" -> article.with("redirect_to", Values.text(value));
            case "draft" -> article.with("draft", Boolean.TRUE.equals(value));
            case "translationKey", "translationkey" -> article.with("translationKey", Values.text(value));
            case "aliases" ->
                article.with(
                        "redirect_from",
                        Values.texts(value).stream()
                                .map(alias -> resolved(alias, address))
                                .toList());
            case "pinned", "pin", "top", "sticky" -> article.with("pinned", Boolean.TRUE.equals(value));
            default -> {
                if (PICTURES.contains(name)) {
                    article.with("image", picture(value, address));
                } else if (!GONE.contains(name)) {
                    article.own(name, value);
                }
            }
        }
    }

    private static List<String> names(@Nullable Object value) {
        return switch (value) {
            case List<?> list ->
                list.stream().flatMap(item -> names(item).stream()).toList();
            case Map<?, ?> map ->
                Stream.ofNullable(Values.text(map.get("name"))).toList();
            case null, default -> Values.texts(value);
        };
    }

    private static @Nullable String picture(@Nullable Object value, String address) {
        String picture = value instanceof Map<?, ?> map
                ? Stream.of("image", "src", "url", "path")
                        .flatMap(name -> Stream.ofNullable(Values.text(map.get(name))))
                        .findFirst()
                        .orElse(null)
                : Values.texts(value).stream().findFirst().orElse(null);
        return picture == null ? null : resolved(picture, address);
    }

    /** What is given beside a page is there, too. */
    private static String resolved(String given, String address) {
        if (given.startsWith("/") || given.contains("://")) {
            return given;
        }
        try {
            return new URI(null, null, address, null)
                    .resolve(new URI(null, null, given, null))
                    .getPath();
        } catch (java.net.URISyntaxException e) {
            return "/" + given;
        }
    }
}
