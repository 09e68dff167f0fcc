package org.dibao.render.search;

import java.util.Locale;
import java.util.Set;
import org.springframework.web.util.HtmlUtils;

/**
 * Extracts the text of an article's body from sanitised, serialised HTML. Blocks become lines; inline elements join the
 * surrounding text; ruby annotations ({@code rt}) are left out, because they would split words, and so are the marks of
 * footnotes.
 */
final class SearchableText {
    private static final Set<String> WITHIN_LINES = Set.of(
            "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins",
            "kbd", "mark", "q", "rb", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "time", "tt",
            "u", "var", "wbr");
    private static final Set<String> UNREAD = Set.of("rt", "rp", "script", "style", "template", "noscript");
    private static final int LONGEST_ENTITY = 12;

    private final String html;
    private final StringBuilder out;
    private int at;
    private boolean block;
    private boolean space;
    private boolean lineBreak;

    private SearchableText(String html) {
        this.html = html;
        this.out = new StringBuilder(html.length());
    }

    static String of(String html) {
        return new SearchableText(html).read();
    }

    private String read() {
        while (at < html.length()) {
            char c = html.charAt(at);
            if (c == '<' && at + 1 < html.length() && isTag(html.charAt(at + 1))) {
                tag();
            } else if (c == '&') {
                entity();
            } else {
                add(c);
                at++;
            }
        }
        return out.toString();
    }

    private static boolean isTag(char c) {
        return c == '/' || c == '!' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private void tag() {
        if (html.startsWith("<!--", at)) {
            int end = html.indexOf("-->", at + 4);
            at = end < 0 ? html.length() : end + 3;
            return;
        }
        boolean closes = html.charAt(at + 1) == '/';
        int from = at + (closes ? 2 : 1);
        int to = from;
        while (to < html.length() && Character.isLetterOrDigit(html.charAt(to))) {
            to++;
        }
        String name = html.substring(from, to).toLowerCase(Locale.ROOT);
        at = behindTag(to);
        if (!closes && (UNREAD.contains(name) || isNoteMark(name, to))) {
            int end = html.indexOf("</" + name, at);
            at = end < 0 ? html.length() : behindTag(end);
        } else if (name.equals("sup")) {
            space = true; // a footnote's number is not part of the word before it
        } else if (!WITHIN_LINES.contains(name) && !UNREAD.contains(name)) {
            block = true;
        }
    }

    /** The number of a footnote, or the arrow back to it. */
    private boolean isNoteMark(String name, int attributes) {
        String mark = name.equals("sup") ? " id=\"fnref:" : name.equals("a") ? " href=\"#fnref:" : "";
        int found = mark.isEmpty() ? -1 : html.indexOf(mark, attributes, at);
        return found >= 0;
    }

    private int behindTag(int from) {
        char quote = 0;
        for (int i = from; i < html.length(); i++) {
            char c = html.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return html.length();
    }

    private void entity() {
        int end = html.indexOf(';', at, Math.min(html.length(), at + LONGEST_ENTITY + 1));
        if (end < 0) {
            add('&');
            at++;
            return;
        }
        String read = HtmlUtils.htmlUnescape(html.substring(at, end + 1));
        for (int i = 0; i < read.length(); i++) {
            add(read.charAt(i));
        }
        at = end + 1;
    }

    private void add(char c) {
        if (c <= ' '
                || c == '\u00a0'
                || c == '\u3000'
                || c >= '\u2000' && c <= '\u200a'
                || c == '\u2028'
                || c == '\u2029') {
            space = true;
            lineBreak |= c == '\n';
            return;
        }
        if (c >= '\u200b' && c <= '\u200f' || c == '\ufeff' || c == '\u00ad' || c == '\u007f') {
            return; // not visible
        }
        if (out.isEmpty()) {
            // Nothing to separate it from.
        } else if (block) {
            out.append('\n');
        } else if (space
                && !(lineBreak && TermTokenizer.isDense(c) && TermTokenizer.isDense(out.charAt(out.length() - 1)))) {
            out.append(' '); // a line break in the source within a Chinese word does not split the word
        }
        block = false;
        space = false;
        lineBreak = false;
        out.append(c);
    }
}
