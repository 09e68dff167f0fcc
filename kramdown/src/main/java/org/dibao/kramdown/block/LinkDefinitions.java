package org.dibao.kramdown.block;

import static org.dibao.kramdown.scan.Characters.isBlank;
import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.scan.Attributes;
import org.dibao.kramdown.scan.Characters;
import org.dibao.kramdown.scan.Lines;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;
import org.jspecify.annotations.Nullable;

/** Definitions that are not shown where they stand: footnotes, link targets, abbreviations. */
final class LinkDefinitions {
    private LinkDefinitions() {}

    static boolean footnote(BlockParser parser) {
        String text = parser.text;
        int start = Lines.margin(text, parser.pos);
        if (!text.startsWith("[^", start)) {
            return false;
        }
        int name = Attributes.afterName(text, start + 2);
        if (name == NONE || !text.startsWith("]:", name)) {
            return false;
        }
        int end = CodeBlocks.end(text, Lines.next(text, name));
        Element content = new Element(Kind.ROOT);
        parser.parseInside(content, Lines.outdent(text.substring(name + 2, end)));
        Element place = place(parser, "footnote");
        parser.definitions.footnotes().put(text.substring(start + 2, name), new Definitions.Footnote(content, place));
        parser.pos = end;
        return true;
    }

    private static Element place(BlockParser parser, String what) {
        Element place = parser.newBlock(Kind.END_OF_BLOCK, what);
        parser.tree().add(place);
        return place;
    }

    static boolean link(BlockParser parser) {
        String text = parser.text;
        int start = Lines.margin(text, parser.pos);
        if (at(text, start) != '[') {
            return false;
        }
        int line = Lines.next(text, start);
        int bracket = text.indexOf(']', start, line);
        if (bracket <= start + 1 || at(text, bracket + 1) != ':') {
            return false;
        }
        Target target = Target.read(text, Lines.skipBlanks(text, bracket + 2));
        if (target == null) {
            return false;
        }
        String name = Definitions.linkName(text.substring(start + 1, bracket));
        Element place = place(parser, "link");
        parser.definitions.links().put(name, new Definitions.LinkTarget(target.url, target.title, place));
        parser.pos = target.end;
        return true;
    }

    static boolean abbreviation(BlockParser parser) {
        String text = parser.text;
        int start = Lines.margin(text, parser.pos);
        if (!text.startsWith("*[", start)) {
            return false;
        }
        int line = Lines.next(text, start);
        int end = line < start + 3 ? NONE : text.indexOf("]:", start + 3, line);
        if (end < 0) {
            return false;
        }
        String title = Characters.strip(text.substring(end + 2, line));
        Element place = place(parser, "abbreviation");
        parser.definitions
                .abbreviations()
                .put(text.substring(start + 2, end), new Definitions.Abbreviation(title, place));
        parser.pos = line;
        return true;
    }

    /** An address and perhaps a title, on one line or the title on the next. */
    private record Target(String url, @Nullable String title, int end) {
        private static @Nullable Target read(String text, int from) {
            int line = Lines.next(text, from);
            int last = lastOf(text, line);
            if (at(text, from) == '<') {
                int close = text.indexOf('>', from, line);
                if (close >= 0) {
                    Target target = after(text, from + 1, close, close + 1, last);
                    if (target != null) {
                        return target;
                    }
                }
            }
            for (int end = from + 1; end < line; end++) {
                char next = text.charAt(end);
                boolean mayEnd = isBlank(next) || next == '\n' || Characters.isSpace(next);
                if (mayEnd && !Characters.isSpace(text.charAt(end - 1))) {
                    Target target = after(text, from, end, end, last);
                    if (target != null) {
                        return looksLikeTitle(target.url) ? null : target;
                    }
                }
            }
            return null;
        }

        /**
         * What may follow the address: white space and a title, or nothing.
         *
         * @param start of the address, {@code end} behind it
         * @param last  the last character of the line that is not blank
         */
        private static @Nullable Target after(String text, int start, int end, int from, int last) {
            int place = Lines.skipBlanks(text, from);
            int title = NONE;
            int close = last;
            if (place > from && isTitle(text, place, last)) {
                title = place;
            } else if (at(text, place) == '\n') {
                int next = Lines.skipBlanks(text, place + 1);
                close = lastOf(text, Lines.next(text, next));
                title = isTitle(text, next, close) ? next : NONE;
            }
            if (title != NONE) {
                return new Target(
                        text.substring(start, end), text.substring(title + 1, close), Lines.next(text, close));
            }
            return at(text, place) == '\n' ? new Target(text.substring(start, end), null, place + 1) : null;
        }

        /** Whether a quotation begins here and ends with its line. */
        private static boolean isTitle(String text, int from, int last) {
            char quote = at(text, from);
            return (quote == '"' || quote == '\'') && last >= from + 2 && text.charAt(last) == quote;
        }

        /** @param next where the next line begins; a text that ends within a line has no such place */
        private static int lastOf(String text, int next) {
            if (at(text, next - 1) != '\n') {
                return NONE;
            }
            int last = next - 2;
            while (last >= 0 && isBlank(text.charAt(last))) {
                last--;
            }
            return last;
        }

        /** An address that ends in what begins like a title is no address: the whole is text. */
        private static boolean looksLikeTitle(String url) {
            for (int i = 1; i < url.length() - 1; i++) {
                char c = url.charAt(i);
                if ((c == '"' || c == '\'') && isBlank(url.charAt(i - 1))) {
                    return true;
                }
            }
            return false;
        }
    }
}
