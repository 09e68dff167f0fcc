package org.dibao.cli.wordpress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A post's text as HTML: paragraphs where it has blank lines, as WordPress makes them, and shortcodes reduced to what they show. */
final class PostHtml {
    private static final Pattern BLOCK = Pattern.compile(
            "(?i)</?(?:address|article|aside|blockquote|details|div|dl|dd|dt|fieldset|figure|figcaption|footer|form|h[1-6]|header|hr|iframe|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|audio)\\b[^>]*>|<!--.*?-->");
    private static final Pattern KEPT = Pattern.compile(
            "(?is)<pre\\b.*?</pre>|<script\\b.*?</script>|<style\\b.*?</style>|<textarea\\b.*?</textarea>");
    private static final Pattern CODE = Pattern.compile("\\[(/?)([a-z][a-z0-9_-]*)((?:\\s+[^\\]\\[<>]{0,1000})?)/?\\]");
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w-]+)=(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"']+))");
    /** Around a text, which stays. */
    private static final Set<String> AROUND = Set.of("embed", "code", "sourcecode", "column", "columns", "row");

    private final Map<String, String> pictures;
    private final Set<String> unknown = new TreeSet<>();

    /** @param pictures addresses of files by their ids */
    PostHtml(Map<String, String> pictures) {
        this.pictures = pictures;
    }

    Set<String> unknown() {
        return unknown;
    }

    String of(String text) {
        boolean blocks = text.contains("<!-- wp:");
        String shown = codes(text.replace("\r\n", "\n"));
        return blocks ? shown.replaceAll("<!-- /?wp:[^>]*-->\\n?", "") : paragraphs(shown);
    }

    private String codes(String text) {
        String captioned = Pattern.compile("(?s)\\[(?:wp_)?caption([^\\]]*)\\](.*?)\\[/(?:wp_)?caption\\]")
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(caption(found.group(1), found.group(2))));
        return CODE.matcher(captioned)
                .replaceAll(found -> Matcher.quoteReplacement(
                        code(found.group(), !found.group(1).isEmpty(), found.group(2), found.group(3))));
    }

    private static String caption(String attributes, String inner) {
        String named = attribute(attributes, "caption");
        Matcher picture = Pattern.compile("(?s)\\s*((?:<a\\b[^>]*>\\s*)?<img\\b[^>]*>(?:\\s*</a>)?)(.*)")
                .matcher(inner);
        return picture.matches()
                ? "<figure>" + picture.group(1) + "<figcaption>"
                        + (named.isEmpty() ? picture.group(2).strip() : named) + "</figcaption></figure>"
                : inner;
    }

    private String code(String whole, boolean ends, String name, String attributes) {
        return switch (name) {
            case "gallery", "playlist" ->
                ends
                        ? ""
                        : Stream.of(attribute(attributes, "ids").split("\\s*,\\s*"))
                                .map(pictures::get)
                                .filter(address -> address != null)
                                .map(address -> "<p><img src=\"" + address + "\" alt=\"\"></p>")
                                .collect(Collectors.joining("\n"));
            case "audio", "video" -> {
                String src = Stream.of("src", "mp3", "mp4", "ogg", "webm")
                        .map(kind -> attribute(attributes, kind))
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .orElse("");
                yield src.isEmpty() ? "" : "<" + name + " controls src=\"" + src + "\"></" + name + ">";
            }
            case "youtube", "vimeo" -> "";
            default -> {
                boolean code = AROUND.contains(name) || name.indexOf('_') >= 0 || attributes.contains("=");
                if (code && !AROUND.contains(name)) {
                    unknown.add(name);
                }
                yield code || unknown.contains(name) ? "" : whole; // such as [sic]
            }
        };
    }

    private static String attribute(String attributes, String name) {
        return ATTRIBUTE
                .matcher(attributes)
                .results()
                .filter(found -> found.group(1).equals(name))
                .map(found -> Stream.of(2, 3, 4)
                        .map(found::group)
                        .filter(value -> value != null)
                        .findFirst()
                        .orElse(""))
                .findFirst()
                .orElse("");
    }

    /** Blank lines begin a paragraph and other ends of lines a line, but within preformatted text. */
    static String paragraphs(String text) {
        StringBuilder out = new StringBuilder();
        Matcher kept = KEPT.matcher(text);
        int at = 0;
        while (kept.find()) {
            out.append(flowing(text.substring(at, kept.start()))).append(kept.group());
            at = kept.end();
        }
        return out.append(flowing(text.substring(at))).toString();
    }

    private static String flowing(String text) {
        String apart =
                BLOCK.matcher(text).replaceAll(block -> Matcher.quoteReplacement("\n\n" + block.group() + "\n\n"));
        List<String> parts = new ArrayList<>();
        int depth = 0;
        for (String part : apart.split("\\n\\s*\\n")) {
            String shown = part.strip();
            if (shown.isEmpty()) {
                continue;
            }
            boolean block = BLOCK.matcher(shown).matches();
            boolean opens = block && !shown.matches("(?is)<(?:/|!|hr\\b).*");
            depth = Math.max(0, depth + (opens ? 1 : block && shown.startsWith("</") ? -1 : 0));
            parts.add(block || depth > 0 ? shown : "<p>" + shown.replace("\n", "<br>\n") + "</p>");
        }
        return String.join("\n", parts);
    }
}
