package org.dibao.kramdown.span;

import static org.dibao.kramdown.scan.Characters.isSpace;
import static org.dibao.kramdown.scan.Characters.skipSpace;
import static org.dibao.kramdown.scan.Characters.strip;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.block.Definitions;
import org.dibao.kramdown.block.Definitions.LinkTarget;
import org.dibao.kramdown.span.SpanParser.Reading;
import org.dibao.kramdown.span.SpanParser.Stop;
import org.dibao.kramdown.tree.AttributeList;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;
import org.jspecify.annotations.Nullable;

/** Links and images: with an address in parentheses, or by the name of a definition. */
final class Links {
    private Links() {}

    static boolean parse(SpanParser parser) {
        boolean image = parser.current() == '!';
        int length = image ? 2 : 1;
        int content = parser.pos + length;
        if (content >= parser.text.length() || parser.text.charAt(content) == '^') {
            return false;
        }
        boolean nested = !image && (parser.isInside(Kind.LINK) || parser.isInside(Kind.IMAGE));
        if (nested || !parser.hasBracketAfter(content) || parser.effort().isSpent() || parser.isTooDeep()) {
            parser.takeAsText(length);
            return true;
        }
        Element link = new Element(image ? Kind.IMAGE : Kind.LINK);
        parser.pos = content;
        if (!parser.parse(link, new ClosingBracket(), Reading.ALL) || !target(parser, link, content)) {
            parser.rewind(content - length);
            parser.takeAsText(length);
        }
        return true;
    }

    private static boolean target(SpanParser parser, Element link, int content) {
        String text = parser.text;
        String inside = text.substring(content, parser.pos);
        parser.pos++;
        int name = skipSpace(text, parser.pos);
        int end = at(text, name) == '[' ? text.indexOf(']', name) : -1;
        if (end >= 0) {
            parser.pos = end + 1;
            String given = text.substring(name + 1, end);
            return defined(parser, link, given.isEmpty() ? Escapes.removed(inside) : given, inside);
        }
        if (parser.current() != '(') {
            return defined(parser, link, Escapes.removed(inside), inside);
        }
        return inline(parser, link, inside);
    }

    private static boolean defined(SpanParser parser, Element link, String name, String inside) {
        LinkTarget target = parser.definitions.links().get(Definitions.linkName(name));
        if (target == null || !parser.effort().copies(target.length())) {
            return false;
        }
        add(parser, link, target.url(), target.title(), inside, target.place().attributeList());
        return true;
    }

    private static boolean inline(SpanParser parser, Element link, String inside) {
        String text = parser.text;
        String url;
        int close = at(text, parser.pos + 1) == '<' ? endOfAngle(text, parser.pos + 2) : -1;
        if (close >= 0) {
            url = text.substring(parser.pos + 2, close);
            parser.pos = close + 1;
            if (parser.current() == ')') {
                parser.pos++;
                add(parser, link, url, null, inside, null);
                return true;
            }
        } else {
            int start = parser.pos;
            int end = endOfAddress(text, start);
            if (end < 0) {
                parser.effort().spend(text.length() - start);
                return false;
            }
            url = strip(text.substring(start + 1, end));
            if (text.charAt(end) == ')') {
                parser.pos = end + 1;
                add(parser, link, url, null, inside, null);
                return true;
            }
            parser.pos = end + 1;
        }
        return titled(parser, link, url, inside);
    }

    private static int endOfAngle(String text, int from) {
        for (int i = from; i < text.length() && text.charAt(i) != '\n'; i++) {
            if (text.charAt(i) == '>') {
                return i;
            }
        }
        return -1;
    }

    /** The place of the closing parenthesis, or of the white space before a title, or -1. */
    private static int endOfAddress(String text, int from) {
        int open = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                open++;
            } else if (c == ')') {
                open--;
                if (open == 0) {
                    return i;
                }
            } else if (isSpace(c) && SpanStarts.isQuote(at(text, i + 1))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean titled(SpanParser parser, Element link, String url, String inside) {
        String text = parser.text;
        int start = skipSpace(text, parser.pos);
        char quote = at(text, start);
        if (!SpanStarts.isQuote(quote)) {
            return false;
        }
        for (int i = text.indexOf(quote, start + 2); i >= 0; i = text.indexOf(quote, i + 1)) {
            int end = skipSpace(text, i + 1);
            if (at(text, end) == ')') {
                parser.pos = end + 1;
                add(parser, link, url, text.substring(start + 1, i), inside, null);
                return true;
            }
        }
        parser.effort().spend(text.length() - start);
        return false;
    }

    private static void add(
            SpanParser parser,
            Element link,
            String url,
            @Nullable String title,
            String inside,
            @Nullable AttributeList attributes) {
        parser.definitions.apply(attributes, link);
        if (link.is(Kind.LINK)) {
            link.attribute("href", url);
        } else {
            link.attribute("src", url);
            link.attribute("alt", Escapes.removed(inside));
            link.takeChildren(new Element(Kind.IMAGE));
        }
        if (title != null) {
            link.attribute("title", title);
        }
        parser.add(link);
    }

    /** The bracket that closes the text: brackets inside come in pairs. */
    private static final class ClosingBracket implements Stop {
        private int open = 1;
        private int counted;
        private int images;

        @Override
        public char mark() {
            return ']';
        }

        @Override
        public int length(String text, int at) {
            char c = text.charAt(at);
            if (c == '!') {
                return at(text, at + 1) == '[' ? 2 : 0;
            }
            return c == ']' || c == '[' ? 1 : 0;
        }

        @Override
        public boolean accepts(Element element, SpanParser parser) {
            open += parser.current() == ']' ? -1 : 1;
            for (; counted < element.childCount(); counted++) {
                images += element.child(counted).is(Kind.IMAGE) ? 1 : 0;
            }
            return open - images == 0;
        }
    }
}
