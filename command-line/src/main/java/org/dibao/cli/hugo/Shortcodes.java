package org.dibao.cli.hugo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The shortcodes of a text as Markdown and HTML: pictures, videos and links are shown, others leave what is between them. Takes time
 * proportional to the text's length.
 */
final class Shortcodes {
    private static final Pattern CODE = Pattern.compile(
            "\\{\\{(?:<|%)\\s*(/\\*.{0,2000}?\\*/|/?\\s*[A-Za-z][\\w./-]*(?:\\s+(?:\"(?:[^\"\\\\]|\\\\.)*+\"|`[^`]*+`|[^\"`>%/{]|/(?![>%]|\\s*[>%]\\}))*+)?)\\s*(/?)\\s*(?:>|%)\\}\\}",
            Pattern.DOTALL);
    private static final Pattern ARGUMENT =
            Pattern.compile("(?:([\\w-]+)=)?(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|`([^`]*+)`|([^\\s\"`]+))");
    /** Those that another one ends. */
    private static final Set<String> ENDED_BY_NAME = Set.of("highlight");

    private final Function<String, @Nullable String> address;
    private final Set<String> unknown = new LinkedHashSet<>();

    /** @param name with the first as named in {@code {{< name >}}}; numbered arguments are {@code 0}, {@code 1}, … */
    private record Call(String name, Map<String, String> arguments, int from) {
        String first(String... names) {
            for (String one : names) {
                String value = arguments.get(one);
                if (value != null && !value.isEmpty()) {
                    return value;
                }
            }
            return "";
        }
    }

    /** @param address of a page that {@code ref} names; null if there is none */
    Shortcodes(Function<String, @Nullable String> address) {
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
        Deque<Call> open = new ArrayDeque<>();
        Matcher code = CODE.matcher(text);
        int at = 0;
        while (code.find()) {
            out.append(text, at, code.start());
            at = code.end();
            String inside = code.group(1).strip();
            if (inside.startsWith("/*")) {
                out.append(text, code.start(), code.start() + 3)
                        .append(inside, 2, inside.length() - 2)
                        .append(text, code.end() - 3, code.end());
            } else if (inside.startsWith("/")) {
                close(inside.substring(1).strip(), open, out);
            } else {
                Call call = call(inside, out.length());
                if (ended.contains(call.name()) && code.group(2).isEmpty()) {
                    open.push(call);
                } else {
                    out.append(shown(call, null));
                }
            }
        }
        return out.append(text, at, text.length()).toString();
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

    private void close(String name, Deque<Call> open, StringBuilder out) {
        if (open.stream().noneMatch(call -> call.name().equals(name))) {
            return;
        }
        Call call;
        do {
            call = open.pop();
            String inner = out.substring(call.from());
            out.setLength(call.from());
            out.append(shown(call, inner));
        } while (!call.name().equals(name));
    }

    private static Call call(String inside, int from) {
        String name = inside.split("\\s", 2)[0];
        Map<String, String> arguments = new LinkedHashMap<>();
        Matcher argument = ARGUMENT.matcher(inside.substring(name.length()));
        int number = 0;
        while (argument.find()) {
            String value = argument.group(2) != null
                    ? argument.group(2).replace("\\\"", "\"")
                    : argument.group(3) != null ? argument.group(3) : argument.group(4);
            arguments.put(argument.group(1) == null ? String.valueOf(number++) : argument.group(1), value);
        }
        return new Call(name, arguments, from);
    }

    private String shown(Call call, @Nullable String inner) {
        String id = call.first("id", "0", "bvid", "video");
        return switch (call.name().replaceFirst("\\.html$", "")) {
            case "figure", "img", "image", "picture", "imgproc" -> figure(call);
            case "youtube", "youtubepl" -> link("https://www.youtube.com/watch?v=" + id);
            case "vimeo" -> link("https://vimeo.com/" + id);
            case "bilibili" ->
                link("https://www.bilibili.com/video/" + (id.startsWith("BV") || id.startsWith("av") ? id : "BV" + id));
            case "gist" -> link("https://gist.github.com/" + call.first("0", "user") + "/" + call.first("1", "id"));
            case "tweet", "twitter", "x", "twitter_simple" ->
                link("https://twitter.com/" + call.first("user", "0") + "/status/" + call.first("id", "1", "0"));
            case "instagram" -> link("https://www.instagram.com/p/" + id + "/");
            case "highlight" ->
                "\n```" + call.first("0", "lang") + "\n" + text(inner).strip() + "\n```\n";
            case "ref", "relref" -> {
                String page = call.first("0", "path");
                String found = address.apply(page);
                yield found == null ? page : found;
            }
            case "link" -> "[" + text(inner).strip() + "](" + call.first("0", "href", "url") + ")";
            case "music", "audio" -> link(call.first("src", "url", "0"));
            case "mermaid", "diagram" -> "\n```mermaid\n" + text(inner).strip() + "\n```\n";
            case "rawhtml",
                    "raw",
                    "html",
                    "math",
                    "center",
                    "align",
                    "details",
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
                    "columns",
                    "expand" -> text(inner);
            default -> {
                unknown.add(call.name());
                yield text(inner);
            }
        };
    }

    private static String text(@Nullable String inner) {
        return inner == null ? "" : inner;
    }

    private static String link(String to) {
        return "<" + to + ">";
    }

    private static String figure(Call call) {
        String src = call.first("src", "0", "url");
        String shown = "<img src=\"" + html(src) + "\" alt=\"" + html(call.first("alt", "title", "caption")) + "\">";
        String link = call.first("link");
        shown = link.isEmpty() ? shown : "<a href=\"" + html(link) + "\">" + shown + "</a>";
        List<String> caption = new ArrayList<>();
        for (String part : List.of(call.first("title"), call.first("caption"), call.first("attr"))) {
            if (!part.isEmpty()) {
                caption.add(html(part));
            }
        }
        return caption.isEmpty()
                ? shown
                : "<figure>" + shown + "<figcaption>" + String.join(" ", caption) + "</figcaption></figure>";
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
