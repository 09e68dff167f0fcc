package org.dibao.ingest.html;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * Converts lines that are HTML in a Jekyll site, such as titles in front matter, to the plain text that a browser
 * shows. Only unmistakable markup is removed: known elements with both tags, line breaks, and entities with their
 * semicolon. {@code a < b}, {@code List<String>}, {@code the <code> element} and {@code AT&T} are therefore taken
 * literally.
 */
public final class InlineHtml {
    private static final Set<String> PAIRED = Set.of(
            "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
            "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var");
    /** Elements that separate words. */
    private static final Set<String> SPACING = Set.of("p", "div");

    private static final Set<String> SINGLE = Set.of("br", "wbr");
    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9]*)(?:\\s[^<>]*)?/?>");
    private static final Pattern ENTITY =
            Pattern.compile("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,40});");

    private InlineHtml() {}

    /** The plain text; takes time proportional to its length. */
    public static String text(String html) {
        return html.indexOf('<') < 0 && html.indexOf('&') < 0 ? html : decoded(stripped(html));
    }

    private static String decoded(String text) {
        return ENTITY.matcher(text)
                .replaceAll(entity -> Matcher.quoteReplacement(Parser.unescapeEntities(entity.group(), false)));
    }

    private static String stripped(String html) {
        List<Tag> markup = markup(html);
        StringBuilder text = new StringBuilder(html.length());
        int from = 0;
        for (Tag tag : markup) {
            if (tag.goes) {
                text.append(html, from, tag.start)
                        .append(tag.name.equals("br") || SPACING.contains(tag.name) ? " " : "");
                from = tag.end;
            }
        }
        return text.append(html, from, html.length()).toString();
    }

    private static List<Tag> markup(String html) {
        List<Tag> tags = new ArrayList<>();
        Map<String, Deque<Tag>> open = new HashMap<>();
        for (Matcher found = TAG.matcher(html); found.find(); ) {
            String name = found.group(2).toLowerCase(Locale.ROOT);
            Tag tag = new Tag(name, found.start(), found.end());
            if (SINGLE.contains(name)) {
                tag.goes = true;
            } else if (!PAIRED.contains(name) && !SPACING.contains(name)) {
                continue;
            } else if (found.group(1).isEmpty()) {
                open.computeIfAbsent(name, _ -> new ArrayDeque<>()).push(tag);
            } else {
                Tag start = open.getOrDefault(name, new ArrayDeque<>()).poll();
                tag.goes = start != null;
                if (start != null) {
                    start.goes = true;
                }
            }
            tags.add(tag);
        }
        return tags;
    }

    private static final class Tag {
        private final String name;
        private final int start;
        private final int end;
        private boolean goes;

        Tag(String name, int start, int end) {
            this.name = name;
            this.start = start;
            this.end = end;
        }
    }
}
