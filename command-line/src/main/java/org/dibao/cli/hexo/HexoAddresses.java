package org.dibao.cli.hexo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.cli.site.Values;
import org.jspecify.annotations.Nullable;

/** Where Hexo puts its posts. */
final class HexoAddresses {
    private static final Pattern TOKEN = Pattern.compile(":(\\w+)");
    private static final Pattern DATE = Pattern.compile(
            "(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})(?:[T ]+(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2}))?)?.*", Pattern.DOTALL);

    private final Map<String, @Nullable Object> config;

    HexoAddresses(Map<String, @Nullable Object> config) {
        this.config = config;
    }

    /**
     * Below the site's root, not encoded.
     *
     * @param name   of the post's file below the posts, without its extension
     * @param fields its front matter
     * @param date   that it has
     */
    String of(String name, Map<String, @Nullable Object> fields, String date) {
        String own = Values.text(fields.get("permalink"));
        String pattern = Values.text(config.get("permalink"));
        String title = name.replaceFirst("^\\d{4}-\\d{1,2}-\\d{1,2}-(?=.)", isDatedName() ? "" : "$0");
        String filled = own != null
                ? own
                : filled(pattern == null ? ":year/:month/:day/:title/" : pattern, title, fields, date);
        String path = ("/" + filled).replaceAll("/{2,}", "/");
        return path.endsWith("/") || path.matches(".*\\.\\w{2,5}")
                ? path.replaceFirst("/index\\.html$", "/")
                : path + "/";
    }

    private boolean isDatedName() {
        return String.valueOf(Values.text(config.get("new_post_name")))
                .matches(":year-:(?:i_)?month-:(?:i_)?day-:title.*");
    }

    private String filled(String pattern, String title, Map<String, @Nullable Object> fields, String date) {
        Matcher day = DATE.matcher(date);
        boolean dated = day.matches();
        Map<String, @Nullable Object> defaults = Values.map(config.get("permalink_defaults"));
        return TOKEN.matcher(pattern)
                .replaceAll(token -> Matcher.quoteReplacement(
                        switch (token.group(1)) {
                            case "year" -> part(day, dated, 1, 4);
                            case "month" -> part(day, dated, 2, 2);
                            case "i_month" -> part(day, dated, 2, 1);
                            case "day" -> part(day, dated, 3, 2);
                            case "i_day" -> part(day, dated, 3, 1);
                            case "hour" -> part(day, dated, 4, 2);
                            case "minute" -> part(day, dated, 5, 2);
                            case "second" -> part(day, dated, 6, 2);
                            case "title" -> title;
                            case "name" -> title.substring(title.lastIndexOf('/') + 1);
                            case "post_title" -> slug(String.valueOf(Values.text(fields.get("title"))));
                            case "category" -> category(fields);
                            case "hash" -> hash(title + date);
                            default -> {
                                Object value = fields.getOrDefault(token.group(1), defaults.get(token.group(1)));
                                yield Values.text(value) == null ? "undefined" : String.valueOf(Values.text(value));
                            }
                        }));
    }

    private static String part(Matcher day, boolean dated, int group, int digits) {
        String text = dated && day.group(group) != null ? day.group(group) : "0";
        int number = Integer.parseInt(text);
        return String.format(Locale.ROOT, "%0" + digits + "d", number);
    }

    private String category(Map<String, @Nullable Object> fields) {
        List<String> names = HexoArticle.names(fields.getOrDefault("categories", fields.get("category")));
        String none = Values.text(config.get("default_category"));
        Map<String, @Nullable Object> slugs = Values.map(config.get("category_map"));
        return names.isEmpty()
                ? none == null ? "uncategorized" : none
                : String.join(
                        "/",
                        names.stream()
                                .map(name -> slugs.get(name) == null ? slug(name) : String.valueOf(slugs.get(name)))
                                .toList());
    }

    private static String slug(String text) {
        return text.strip()
                .replaceAll("[\\s~`!@#$%^&*()\\-_+=\\[\\]{}|\\\\;:\"'<>,.?/]+", "-")
                .replaceAll("^-|-$", "");
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
