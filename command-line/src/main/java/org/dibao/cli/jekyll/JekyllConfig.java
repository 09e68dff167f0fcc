package org.dibao.cli.jekyll;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dibao.cli.site.Values;
import org.dibao.cli.site.Yaml;
import org.jspecify.annotations.Nullable;

/** The settings of a site in {@code _config.yml}, with Jekyll's defaults. */
public record JekyllConfig(Map<String, @Nullable Object> values) {
    private static final List<String> ALWAYS_EXCLUDED = List.of(
            ".sass-cache",
            ".jekyll-cache",
            "gemfiles",
            "Gemfile",
            "Gemfile.lock",
            "node_modules",
            "vendor/bundle/",
            "vendor/cache/",
            "vendor/gems/",
            "vendor/ruby/");

    /**
     * A collection other than the posts.
     *
     * @param output    whether each of its files has a page
     * @param permalink the pattern of their addresses
     */
    public record Collection(String label, boolean output, String permalink) {}

    /** @throws Yaml.Fault if it cannot be read as YAML */
    public static JekyllConfig read(Path file) throws IOException, Yaml.Fault {
        if (!Files.isRegularFile(file)) {
            return new JekyllConfig(Map.of());
        }
        if (Files.size(file) > Yaml.MAX_CHARS) {
            throw new Yaml.Fault("it has more than " + Yaml.MAX_CHARS + " bytes");
        }
        try {
            return new JekyllConfig(Yaml.readMap(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
        } catch (Yaml.Fault e) {
            throw new Yaml.Fault(file.getFileName() + ": " + e.getMessage());
        }
    }

    public @Nullable String text(String name) {
        return Values.text(values.get(name));
    }

    List<String> include() {
        return values.containsKey("include") ? Values.texts(values.get("include")) : List.of(".htaccess");
    }

    List<String> exclude() {
        List<String> included = include();
        return Stream.concat(ALWAYS_EXCLUDED.stream(), Values.texts(values.get("exclude")).stream())
                .filter(pattern -> !included.contains(pattern))
                .toList();
    }

    /** The folder that contains those of the collections, without slashes at its ends; empty for the site's. */
    String collectionsFolder() {
        String folder = text("collections_dir");
        return folder == null ? "" : folder.replaceAll("^/+|/+$", "");
    }

    /** The collections other than the posts, by label. */
    public Map<String, Collection> collections() {
        Map<String, Collection> found = new LinkedHashMap<>();
        Object given = values.get("collections");
        if (given instanceof List<?>) {
            Values.texts(given).forEach(label -> found.put(label, collection(label, Map.of())));
        }
        Values.map(given).forEach((label, settings) -> found.put(label, collection(label, Values.map(settings))));
        found.keySet().removeAll(List.of("posts", "drafts"));
        return found;
    }

    private Collection collection(String label, Map<String, @Nullable Object> settings) {
        String permalink = Values.text(settings.get("permalink"));
        return new Collection(
                label,
                Values.isTrue(settings.get("output")),
                permalink == null ? withSuffix("/:collection/:path") : permalink);
    }

    /** The pattern or style of the posts' addresses; null for Jekyll's own. */
    public @Nullable String postPermalink() {
        Object posts = Values.map(values.get("collections")).get("posts");
        String own = Values.text(Values.map(posts).get("permalink"));
        return own == null ? text("permalink") : own;
    }

    /** As Jekyll ends the addresses of what is no post, by the pattern of those that are. */
    String withSuffix(String pattern) {
        String permalink = text("permalink");
        return switch (permalink) {
            case null -> pattern + ":output_ext";
            case "date", "ordinal", "none" -> pattern + ":output_ext";
            case "pretty" -> pattern + "/";
            default ->
                pattern
                        + (permalink.endsWith("/") ? "/" : "")
                        + (permalink.endsWith(":output_ext") ? ":output_ext" : "");
        };
    }
}
