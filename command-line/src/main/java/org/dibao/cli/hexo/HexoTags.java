package org.dibao.cli.hexo;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hexo's tags as Markdown and HTML; of others, what is between them stays. */
final class HexoTags {
    private static final Pattern TAG =
            Pattern.compile("\\{%-?\\s*(\\w+)((?:[^%\"']|\"[^\"\\n]*\"|'[^'\\n]*'|%(?!\\}))*+)%\\}");
    static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    private static final Pattern CODE =
            Pattern.compile("(?ms)^(```|~~~).*?^\\1[ \\t]*$|`[^`\\n]+`|\\{%\\s*raw\\s*%\\}.*?\\{%\\s*endraw\\s*%\\}");
    private static final Set<String> AROUND = Set.of(
            "note",
            "subnote",
            "cq",
            "centerquote",
            "blockquote",
            "quote",
            "pullquote",
            "label",
            "tabs",
            "tab",
            "hideToggle",
            "hideBlock",
            "folding",
            "fold",
            "details",
            "checkbox",
            "span",
            "gallery",
            "grouppicture",
            "gp",
            "p",
            "raw",
            "timeline",
            "flink",
            "btns",
            "swiper",
            "mermaid");

    private final Map<String, String> posts;
    private final String folder;
    private final Set<String> unknown = new TreeSet<>();

    /**
     * @param posts  addresses by the names of posts
     * @param folder where the post's own pictures are, with a slash at its end
     */
    HexoTags(Map<String, String> posts, String folder) {
        this.posts = posts;
        this.folder = folder;
    }

    Set<String> unknown() {
        return unknown;
    }

    /** Code stays as it is written. */
    String replaced(String text) {
        if (!text.contains("{%")) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        Matcher code = CODE.matcher(text);
        int at = 0;
        while (code.find()) {
            out.append(tags(text.substring(at, code.start())));
            String kept = code.group();
            out.append(kept.startsWith("{%") ? kept.replaceAll("\\{%\\s*(?:end)?raw\\s*%\\}", "") : kept);
            at = code.end();
        }
        return out.append(tags(text.substring(at))).toString();
    }

    private String tags(String text) {
        return TAG.matcher(text).replaceAll(tag -> Matcher.quoteReplacement(shown(tag.group(1), tag.group(2))));
    }

    static List<String> words(String arguments) {
        return WORD.matcher(arguments).results().map(HexoTags::word).toList();
    }

    /** Without its quotation marks. */
    static String word(MatchResult word) {
        return word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3);
    }

    private String shown(String name, String arguments) {
        List<String> words = words(arguments);
        String first = words.isEmpty() ? "" : words.getFirst();
        return switch (name) {
            case "asset_img" -> HexoImage.of(arguments, folder);
            case "img", "image", "inlineImage" -> HexoImage.of(arguments, "");
            case "asset_path" -> folder + first;
            case "asset_link" -> "[" + (words.size() > 1 ? words.get(1) : first) + "](" + folder + first + ")";
            case "post_path" -> posts.getOrDefault(first, first);
            case "post_link" ->
                "[" + (words.size() > 1 ? words.get(1) : first) + "](" + posts.getOrDefault(first, "#") + ")";
            case "link" -> "[" + first + "](" + (words.size() > 1 ? words.get(1) : first) + ")";
            case "youtube" -> "<https://www.youtube.com/watch?v=" + first + ">";
            case "vimeo" -> "<https://vimeo.com/" + first + ">";
            case "bilibili" -> "<https://www.bilibili.com/video/" + first + ">";
            case "gist" -> "<https://gist.github.com/" + first + ">";
            case "iframe" -> "<" + first + ">";
            case "video", "audio", "dplayer", "aplayer" ->
                words.stream()
                        .filter(HexoTags::isFile)
                        .findFirst()
                        .map(file -> "<" + file + ">")
                        .orElse("");
            case "codeblock", "code" ->
                "\n```"
                        + words.stream()
                                .filter(word -> word.startsWith("lang:"))
                                .findFirst()
                                .map(word -> word.substring(5))
                                .orElse("")
                        + "\n";
            case "endcodeblock", "endcode" -> "\n```\n";
            case "btn", "button" ->
                words.size() > 1 ? "[" + words.get(1).replace(",", "") + "](" + first.replace(",", "") + ")" : "";
            default -> {
                String begun = name.replaceFirst("^end", "");
                if (!AROUND.contains(begun)) {
                    unknown.add(begun);
                }
                yield "";
            }
        };
    }

    static boolean isFile(String word) {
        return word.matches("\\S+\\.\\w{2,5}(?:\\?\\S*)?") || word.startsWith("/") || word.startsWith("http");
    }
}
