package org.dibao.ingest.liquid;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Source;

/**
 * Removes Jekyll's template language from a text without executing it. Code stays as it is, except for {@code raw}
 * tags. Outside code:
 * <ul>
 * <li>{@code raw} becomes its content, {@code comment} nothing, {@code highlight} a code block;
 * <li>{@code post_url} and {@code link} become the address of the article with that name, which redirects to its path;
 * <li>{@code image} and {@code image_with_class} with a quoted path become an image;
 * <li>any other tag is removed, and the text between two tags stays;
 * <li><code>{{ "text" | filters }}</code> becomes the text, {@code site.…} and {@code page.…} become nothing (a site's
 *     own links are relative), and any other output stays as written.
 * </ul>
 */
public final class Liquid {
    private static final int MAX_TAG = 2000;
    private static final Pattern RAW_MARK = Pattern.compile("\\{%-?\\s*(?:end)?raw\\s*-?%\\}");
    private static final Pattern TAG = Pattern.compile("\\{%-?\\s*([A-Za-z_]*)((?:[^%]|%(?!\\}))*?)-?%\\}");
    private static final Pattern LITERAL =
            Pattern.compile("\\s*(?:\"([^\"]*)\"|'([^']*)')\\s*(?:\\|.*)?", Pattern.DOTALL);
    private static final Pattern OWN = Pattern.compile("\\s*(?:site|page)\\b.*", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

    private final String text;
    private final boolean markdown;
    private final StringBuilder out;
    private final Set<String> endless = new HashSet<>();
    /** Where each sign is found next, so that a text of beginnings is looked through once for their ends. */
    private final Map<String, Integer> next = new HashMap<>();

    private int at;

    private Liquid(String text, boolean markdown) {
        this.text = text;
        this.markdown = markdown;
        this.out = new StringBuilder(text.length() + 64);
    }

    /** The text without it; takes time proportional to the text's length. */
    public static String remove(String text, Source.Format format) {
        boolean plain = !text.contains("{%") && !text.contains("{{");
        return plain ? text : new Liquid(text, format == Source.Format.MARKDOWN).run();
    }

    private String run() {
        Code code = Code.of(markdown ? text : "");
        while (at < text.length()) {
            char c = text.charAt(at);
            int codeEnd = c == '`' || c == '~' ? code.endOfCodeAt(at) : -1;
            if (codeEnd > 0) {
                out.append(RAW_MARK.matcher(text.substring(at, codeEnd)).replaceAll(""));
                at = codeEnd;
            } else if (c == '{' && at + 1 < text.length()) {
                switch (text.charAt(at + 1)) {
                    case '%' -> tag();
                    case '{' -> output();
                    default -> copy();
                }
            } else {
                copy();
            }
        }
        return out.toString();
    }

    private void copy() {
        out.append(text.charAt(at++));
    }

    /** Whether a sign follows soon. */
    private boolean isNear(String sign, int from) {
        return next(sign, from) <= Math.min(text.length(), at + MAX_TAG) - sign.length();
    }

    /** Where a sign is next; the text's length if it is nowhere. Asked for in ascending order. */
    private int next(String sign, int from) {
        int known = next.getOrDefault(sign, -1);
        if (known < from) {
            known = text.indexOf(sign, from);
            known = known < 0 ? text.length() : known;
            next.put(sign, known);
        }
        return known;
    }

    private void tag() {
        if (!isNear("%}", at + 2)) {
            copy();
            return;
        }
        Matcher tag = TAG.matcher(text).region(at, Math.min(text.length(), at + MAX_TAG));
        if (!tag.lookingAt()) {
            copy();
            return;
        }
        at = tag.end();
        String arguments = tag.group(2).strip();
        switch (tag.group(1)) {
            case "raw" -> out.append(until("raw"));
            case "comment" -> until("comment");
            case "highlight" -> highlight(arguments, until("highlight"));
            case "post_url", "link" -> out.append(address(arguments));
            case "image" -> image(arguments, 1);
            case "image_with_class" -> image(arguments, 2);
            default -> {
                /* left out */
            }
        }
    }

    /** The text up to the end of a block, which is skipped; without an end nothing is consumed. */
    private String until(String name) {
        Matcher end = Pattern.compile("\\{%-?\\s*end" + name + "\\s*-?%\\}").matcher(text);
        if (!found(end, name)) {
            return "";
        }
        String inner = text.substring(at, end.start());
        at = end.end();
        return inner;
    }

    /**
     * Looks ahead for an end. One that was not found once is not searched for again; otherwise a text full of
     * beginnings would take forever.
     */
    private boolean found(Matcher end, String name) {
        if (endless.contains(name)) {
            return false;
        }
        if (!end.find(at)) {
            endless.add(name);
            return false;
        }
        return true;
    }

    private void highlight(String arguments, String inner) {
        String language = arguments.split("\\s", 2)[0].replaceAll("[^A-Za-z0-9+#_.-]", "");
        String code = inner.replaceFirst("^[ \\t]*\\r?\\n", "").stripTrailing();
        if (!markdown) {
            out.append("<pre><code class=\"language-")
                    .append(language)
                    .append("\">")
                    .append(Escape.html(code))
                    .append("\n</code></pre>");
            return;
        }
        String fence = "~".repeat(4 + longestRun(code, '~'));
        String indent = out.substring(out.lastIndexOf("\n") + 1);
        String prefix = indent.isBlank() ? indent : "";
        if (!indent.isBlank()) {
            out.append('\n');
        }
        out.append(fence)
                .append(language)
                .append('\n')
                .append(code)
                .append('\n')
                .append(prefix)
                .append(fence);
    }

    private static int longestRun(String text, char of) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == of ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static String address(String name) {
        String file = name.replaceFirst("^/?_posts/", "");
        boolean post = file.matches("(?:.*/)?\\d{4}-\\d{1,2}-\\d{1,2}-[^/]+");
        String id = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.(md|markdown|html)$", "");
        return ArticlePath.encode(post ? "/articles/" + id : "/" + file.replaceFirst("^/", ""));
    }

    private void image(String arguments, int altAt) {
        Matcher quoted = QUOTED.matcher(arguments);
        String[] values = {"", "", ""};
        for (int i = 0; i < values.length && quoted.find(); i++) {
            values[i] = quoted.group(1) != null ? quoted.group(1) : quoted.group(2);
        }
        String path = values[0].strip();
        if (path.isEmpty()) {
            return;
        }
        String source = path.matches("[A-Za-z]+:.*|/.*") ? path : "/" + path;
        out.append("<img src=\"")
                .append(Escape.attribute(source))
                .append("\" alt=\"")
                .append(Escape.attribute(values[altAt]));
        if (altAt == 2 && !values[1].isBlank()) {
            out.append("\" class=\"").append(Escape.attribute(values[1]));
        }
        out.append("\" />");
    }

    private void output() {
        if (!isNear("}}", at + 2)) {
            copy();
            copy();
            return;
        }
        int end = next("}}", at + 2);
        String expression = text.substring(at + 2, end);
        Matcher literal = LITERAL.matcher(expression);
        if (literal.matches()) {
            out.append(literal.group(1) != null ? literal.group(1) : literal.group(2));
        } else if (!OWN.matcher(expression).matches()) {
            String written = text.substring(at, end + 2);
            out.append(markdown ? written.replace("|", "\\|") : written); // its filters do not make a table
        }
        at = end + 2;
    }
}
