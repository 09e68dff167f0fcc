package org.dibao.cli.hugo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The shortcodes of a text as its own markup, Markdown or HTML: pictures, videos and links are shown, others leave what is between them. Takes time
 * proportional to the text's length.
 */
final class Shortcodes {
    private static final Pattern CODE = Pattern.compile(
            "\\{\\{(?:<|%)\\s*(/\\*.{0,2000}?\\*/|/?\\s*[A-Za-z][\\w./-]*(?:\\s+(?:\"(?:[^\"\\\\]|\\\\.)*+\"|`[^`]*+`|[^\"`>%/{]|/(?![>%]|\\s*[>%]\\}))*+)?)\\s*(/?)\\s*(?:>|%)\\}\\}",
            Pattern.DOTALL);
    /** Those that another one ends. */
    private static final Set<String> ENDED_BY_NAME = Set.of("highlight");

    private static final Set<String> PICTURES = Set.of("figure", "img", "image", "picture", "imgproc");

    private final Markup markup;
    private final Function<String, @Nullable String> address;
    private final Set<String> unknown = new LinkedHashSet<>();

    /**
     * @param markup  of the text
     * @param address of a page that {@code ref} names; null if there is none
     */
    Shortcodes(Markup markup, Function<String, @Nullable String> address) {
        this.markup = markup;
        this.address = address;
    }

    /** Names of those that are not known. */
    Set<String> unknown() {
        return unknown;
    }

    String replaced(String text) {
        if (!text.contains("{{<") && !text.contains("{{%")) {
            return text;
        }
        Set<String> ended = ended(text);
        StringBuilder out = new StringBuilder();
        OwnLines lines = new OwnLines(out);
        Deque<Shortcode> open = new ArrayDeque<>();
        Matcher code = CODE.matcher(text);
        int at = 0;
        while (code.find()) {
            lines.text(text.substring(at, code.start()));
            at = code.end();
            String inside = code.group(1).strip();
            if (inside.startsWith("/*")) {
                lines.text(text.substring(code.start(), code.start() + 3)
                        + inside.substring(2, inside.length() - 2)
                        + text.substring(code.end() - 3, code.end()));
            } else if (inside.startsWith("/")) {
                close(inside.substring(1).strip(), open, out, lines);
            } else {
                Shortcode call = Shortcode.of(inside, out.length());
                if (ended.contains(call.name()) && code.group(2).isEmpty()) {
                    open.push(call);
                } else {
                    show(call, null, lines);
                }
            }
        }
        lines.text(text.substring(at));
        return out.toString();
    }

    private static Set<String> ended(String text) {
        Set<String> ended = new LinkedHashSet<>(ENDED_BY_NAME);
        CODE.matcher(text)
                .results()
                .map(found -> found.group(1).strip())
                .filter(inside -> inside.startsWith("/") && !inside.startsWith("/*"))
                .forEach(inside -> ended.add(inside.substring(1).strip()));
        return ended;
    }

    private void close(String name, Deque<Shortcode> open, StringBuilder out, OwnLines lines) {
        if (open.stream().noneMatch(call -> call.name().equals(name))) {
            return;
        }
        Shortcode call;
        do {
            call = open.pop();
            String inner = out.substring(call.from());
            out.setLength(call.from());
            show(call, inner, lines);
        } while (!call.name().equals(name));
    }

    private void show(Shortcode call, @Nullable String inner, OwnLines lines) {
        String shown = lines.isInTable() && isPicture(call) ? ShortcodeHtml.picture(call) : shown(call, inner);
        if (shown.startsWith("<figure>") || shown.startsWith("<details")) {
            lines.block(shown);
        } else {
            lines.text(shown);
        }
    }

    private static boolean isPicture(Shortcode call) {
        return PICTURES.contains(call.name().replaceFirst("\\.html$", ""));
    }

    private String shown(Shortcode call, @Nullable String inner) {
        if (isPicture(call)) {
            return ShortcodeHtml.figure(call, markup);
        }
        String id = call.first("id", "0", "bvid", "video");
        return switch (call.name().replaceFirst("\\.html$", "")) {
            case "youtube", "youtubepl" -> link("https://www.youtube.com/watch?v=" + id);
            case "vimeo" -> link("https://vimeo.com/" + id);
            case "bilibili" ->
                link("https://www.bilibili.com/video/" + (id.startsWith("BV") || id.startsWith("av") ? id : "BV" + id));
            case "gist" -> link("https://gist.github.com/" + call.first("0", "user") + "/" + call.first("1", "id"));
            case "tweet", "twitter", "x", "twitter_simple" ->
                link("https://twitter.com/" + call.first("user", "0") + "/status/" + call.first("id", "1", "0"));
            case "instagram" -> link("https://www.instagram.com/p/" + id + "/");
            case "highlight" -> markup.code(call.first("0", "lang"), text(inner).strip());
            case "ref", "relref" -> {
                String page = call.first("0", "path");
                String found = address.apply(page);
                yield found == null ? page : found;
            }
            case "link" -> markup.link(text(inner).strip(), call.first("0", "href", "url"));
            case "music", "audio" -> link(call.first("src", "url", "0"));
            case "mermaid", "diagram" -> markup.code("mermaid", text(inner).strip());
            case "details", "expand" -> ShortcodeHtml.details(call, text(inner));
            case "rawhtml",
                    "raw",
                    "html",
                    "math",
                    "center",
                    "align",
                    "notice",
                    "admonition",
                    "alert",
                    "callout",
                    "hint",
                    "tip",
                    "note",
                    "info",
                    "warning",
                    "quote",
                    "blockquote",
                    "tabs",
                    "tab",
                    "columns" -> text(inner);
            default -> {
                unknown.add(call.name());
                yield text(inner);
            }
        };
    }

    private static String text(@Nullable String inner) {
        return inner == null ? "" : inner;
    }

    private String link(String to) {
        return markup.address(to);
    }
}
