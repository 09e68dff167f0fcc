package org.dibao.ingest.liquid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.liquid.PluginTag;
import org.jspecify.annotations.Nullable;

/**
 * The tags of Jekyll's usual plugins, and the includes that most themes have, as plain links and figures.
 *
 * @param words what is given without a name, in order
 * @param named what is given with one
 */
record Plugins(List<String> words, Map<String, String> named) {
    private static final Pattern PART = Pattern.compile(
            "([\\w-]+)\\s*[=:]\\s*\"([^\"]*)\"|([\\w-]+)\\s*=\\s*'([^']*)'|([\\w-]+)=(\\S+)|\"([^\"]*)\"|'([^']*)'|(\\S+)");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z]+:.*|/.*|\uFDD0.*");

    /** Null for a tag that is not one of them. */
    static @Nullable String write(PluginTag tag) {
        Plugins plugin = of(tag.markup());
        return switch (tag.name()) {
            case "youtube", "youtube_embed", "yt" -> plugin.video("https://www.youtube.com/watch?v=");
            case "vimeo" -> plugin.video("https://vimeo.com/");
            case "gist" -> plugin.link("https://gist.github.com/");
            case "twitter", "tweet" -> plugin.link("");
            case "img", "image", "picture" -> plugin.image(1);
            case "image_with_class" -> plugin.image(2);
            case "figure" -> tag.body() == null ? plugin.image(1) : "<figure>" + tag.body() + "</figure>";
            case "include" -> plugin.include();
            case "seo", "feed_meta" -> "";
            default -> null;
        };
    }

    private static Plugins of(String markup) {
        Plugins plugin = new Plugins(new ArrayList<>(), new LinkedHashMap<>());
        Matcher part = PART.matcher(markup);
        while (part.find()) {
            if (part.group(1) != null) {
                plugin.named.put(part.group(1), part.group(2));
            } else if (part.group(3) != null) {
                plugin.named.put(part.group(3), part.group(4));
            } else if (part.group(5) != null) {
                plugin.named.put(part.group(5), part.group(6));
            } else {
                plugin.words.add(
                        part.group(7) != null ? part.group(7) : part.group(8) != null ? part.group(8) : part.group(9));
            }
        }
        return plugin;
    }

    /** An include that is named like what it shows. */
    private @Nullable String include() {
        String file = words.isEmpty() ? "" : words.getFirst().toLowerCase(java.util.Locale.ROOT);
        String name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.\\w+$", "");
        if (name.contains("youtube")) {
            return named.isEmpty() ? null : new Plugins(idOf(), named).video("https://www.youtube.com/watch?v=");
        }
        if (name.contains("vimeo")) {
            return named.isEmpty() ? null : new Plugins(idOf(), named).video("https://vimeo.com/");
        }
        boolean picture = switch (name) {
            case "figure", "image", "img", "picture", "photo" -> true;
            default -> false;
        };
        return picture && source() != null ? image(1) : null;
    }

    private List<String> idOf() {
        for (String key : List.of("id", "video_id", "video", "url", "src", "code")) {
            if (named.containsKey(key)) {
                return List.of(named.get(key));
            }
        }
        return List.of();
    }

    private @Nullable String video(String base) {
        if (words.isEmpty()) {
            return null;
        }
        return ID.matcher(words.getFirst()).matches() ? anchor(base + words.getFirst()) : link("");
    }

    private @Nullable String link(String base) {
        if (words.isEmpty()) {
            return null;
        }
        String word = words.getFirst();
        if (word.matches("https?://\\S+")) {
            return anchor(word);
        }
        return base.isEmpty() ? null : anchor(base + word);
    }

    private static String anchor(String address) {
        return "<a href=\"" + attribute(address) + "\">" + attribute(address) + "</a>";
    }

    private @Nullable String source() {
        for (String key : List.of("src", "url", "path", "image_path", "image", "file", "filename")) {
            if (named.containsKey(key) && !named.get(key).isBlank()) {
                return named.get(key);
            }
        }
        return null;
    }

    /** @param altAt which word describes it, unless one is named */
    private @Nullable String image(int altAt) {
        String given = source() != null ? source() : words.isEmpty() ? "" : words.getFirst();
        String path = given == null ? "" : given.strip();
        if (path.isEmpty()) {
            return null;
        }
        String source = ABSOLUTE.matcher(path).matches() ? path : "/" + path;
        String caption = named.getOrDefault("caption", "");
        String alt = named.getOrDefault("alt", words.size() > altAt && source() == null ? words.get(altAt) : "");
        String kind = altAt == 2 && words.size() > 1 && !words.get(1).isBlank()
                ? " class=\"" + attribute(words.get(1)) + "\""
                : "";
        String image = "<img src=\"" + attribute(source) + "\" alt=\"" + attribute(alt) + "\"" + kind + " />";
        return caption.isBlank() ? image : "<figure>" + image + "<figcaption>" + caption + "</figcaption></figure>";
    }

    /** May already contain escapes. */
    private static String attribute(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("&amp;(#?[A-Za-z0-9]{1,31};)", "&$1");
    }
}
