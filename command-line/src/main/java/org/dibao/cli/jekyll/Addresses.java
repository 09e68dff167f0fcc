package org.dibao.cli.jekyll;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dibao.cli.site.Values;
import org.jspecify.annotations.Nullable;

/** Where Jekyll puts pages and the files of collections. */
final class Addresses {
    private static final Pattern PLACEHOLDER = Pattern.compile(":([a-z_]+)");
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2}).*", Pattern.DOTALL);

    private Addresses() {}

    /** @param permalink its own; null if it has none */
    static String ofPage(String name, @Nullable String permalink, JekyllConfig config) {
        String folder = name.substring(0, name.lastIndexOf('/') + 1);
        String base = baseName(name);
        String pattern = permalink != null
                ? permalink
                : base.equals("index") ? "/:path/" : config.withSuffix("/:path/:basename");
        return filled(pattern, Map.of("path", folder, "basename", base, "output_ext", ".html"));
    }

    /**
     * @param below  its path below the collection's folder
     * @param fields its front matter
     * @return null if the pattern asks for what cannot be told
     */
    static @Nullable String ofDocument(
            String below, JekyllConfig.Collection collection, Map<String, @Nullable Object> fields) {
        String own = Values.text(fields.get("permalink"));
        String slug = Values.text(fields.get("slug"));
        String base = baseName(below).replaceFirst("^\\d{2,4}-\\d{1,2}-\\d{1,2}-", "");
        Map<String, String> values = new java.util.HashMap<>(Map.of(
                "collection",
                collection.label(),
                "path",
                below.replaceFirst("\\.[^./]+$", "").replaceFirst("\\.+$", ""),
                "name",
                words(baseName(below)),
                "title",
                pretty(slug == null ? base : slug),
                "slug",
                words(slug == null ? base : slug),
                "categories",
                Values.texts(fields.get("categories")).stream()
                        .map(category -> category.toLowerCase(Locale.ROOT))
                        .distinct()
                        .collect(Collectors.joining("/")),
                "output_ext",
                ".html"));
        String date = Values.text(fields.get("date"));
        Matcher day = DATE.matcher(date == null ? "" : date);
        if (day.matches()) {
            values.put("year", day.group(1));
            values.put("month", "%02d".formatted(Integer.parseInt(day.group(2))));
            values.put("day", "%02d".formatted(Integer.parseInt(day.group(3))));
        }
        String pattern = own == null ? collection.permalink() : own;
        boolean known = PLACEHOLDER.matcher(pattern).results().allMatch(found -> values.containsKey(found.group(1)));
        return known ? filled(pattern, values) : null;
    }

    private static String filled(String pattern, Map<String, String> values) {
        String path = PLACEHOLDER
                .matcher("/" + pattern)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
        return path.replace("..", "/")
                .replace("./", "")
                .replaceAll("/{2,}", "/")
                .replaceFirst("/index\\.html$", "/");
    }

    private static String baseName(String name) {
        return name.substring(name.lastIndexOf('/') + 1)
                .replaceFirst("\\.[^.]+$", "")
                .replaceFirst("\\.+$", "");
    }

    /** As Jekyll's {@code slugify} makes it, with letters and digits only. */
    static String words(String text) {
        return slug(text, "[^\\p{M}\\p{L}\\p{Nd}]+").toLowerCase(Locale.ROOT);
    }

    /** The same, with the signs that an address can have. */
    private static String pretty(String text) {
        return slug(text, "[^\\p{M}\\p{L}\\p{Nd}._~!$&'()+,;=@]+");
    }

    private static String slug(String text, String others) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll(others, "-")
                .replaceAll("^-|-$", "");
    }
}
