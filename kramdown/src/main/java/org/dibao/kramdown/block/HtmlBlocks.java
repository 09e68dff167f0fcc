package org.dibao.kramdown.block;

import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.scan.Lines;
import org.dibao.kramdown.scan.Tag;
import org.dibao.kramdown.scan.Tags;
import org.dibao.kramdown.tree.Content;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;
import org.jspecify.annotations.Nullable;

/** HTML that stands as a block: kept as it is, or read as Markdown where {@code markdown="1"} asks for that. */
final class HtmlBlocks {
    private HtmlBlocks() {}

    static boolean parse(BlockParser parser) {
        String text = parser.text;
        int start = Lines.margin(text, parser.pos);
        if (at(text, start) != '<') {
            return false;
        }
        int after = start == parser.pos ? afterComment(parser, start) : NONE;
        if (after != NONE) {
            parser.tree().add(comment(text, start, after));
            parser.pos = after;
            skipLineEnd(parser);
            return true;
        }
        Tag end = Tag.end(text, start);
        if (end != null) {
            return endTag(parser, end);
        }
        Tag tag = parser.isTooDeep() ? null : Tag.start(text, start, parser.effort());
        if (tag == null || !Tags.mayBeBlock(tag.name())) {
            return false;
        }
        parser.pos = tag.end();
        element(parser, tag, 0);
        return true;
    }

    private static boolean endTag(BlockParser parser, Tag end) {
        boolean ours = parser.tree().is(Kind.HTML) && parser.tree().value().equals(end.name());
        if (!Tags.mayBeBlock(end.name()) || !ours) {
            return false;
        }
        parser.pos = end.end();
        parser.stop();
        return true;
    }

    static Element comment(String text, int start, int end) {
        return new Element(Kind.HTML_COMMENT, text, start, end).block(true);
    }

    /** The place after a comment, or {@link Lines#NONE}. */
    private static int afterComment(BlockParser parser, int start) {
        String text = parser.text;
        if (!text.startsWith("<!--", start) || parser.effort().isSpent()) {
            return NONE;
        }
        int close = text.indexOf("-->", start + 4);
        if (close < 0) {
            parser.effort().spend(text.length() - start);
            return NONE;
        }
        return close + 3;
    }

    private static int afterInstruction(BlockParser parser, int start) {
        int close = parser.effort().isSpent() ? -1 : parser.text.indexOf("?>", start + 2);
        if (close < 0) {
            parser.effort().spend(parser.text.length() - start);
            return NONE;
        }
        return close + 2;
    }

    private static void skipLineEnd(BlockParser parser) {
        int end = Lines.skipBlanks(parser.text, parser.pos);
        if (at(parser.text, end) == '\n') {
            parser.pos = end + 1;
        }
    }

    private static boolean isRaw(Element tree) {
        return tree.is(Kind.HTML) && tree.content() == Content.RAW;
    }

    /** Reads what follows a start tag. */
    private static void element(BlockParser parser, Tag tag, int depth) {
        Element element = new Element(Kind.HTML, tag.name()).block(true);
        tag.attributes().forEach(element::attribute);
        boolean insideRaw = isRaw(parser.tree());
        parser.tree().add(element);
        parser.withPending(element);
        boolean untouched = tag.name().equals("script") || tag.name().equals("style");
        boolean closed = tag.closed() || Tags.isEmpty(tag.name());
        Content content = content(parser, element, insideRaw);
        element.content(content);
        if (untouched) {
            untouched(parser, element);
            skipBlockLineEnd(parser, content);
            return;
        }
        element.closed(closed);
        skipBlockLineEnd(parser, content);
        if (closed) {
            return;
        }
        switch (content) {
            case BLOCKS -> parser.parse(element);
            case SPANS -> spans(parser, element);
            case RAW -> parser.within(element, () -> raw(parser, element, depth + 1));
        }
        if (!insideRaw) {
            skipLineEnd(parser);
        }
    }

    private static void skipBlockLineEnd(BlockParser parser, Content content) {
        if (content == Content.BLOCKS) {
            skipLineEnd(parser);
        }
    }

    private static Content content(BlockParser parser, Element element, boolean insideRaw) {
        boolean markdown = !insideRaw && parser.definitions.settings().parsesBlockHtml();
        Content content = markdown ? Tags.content(element.value()) : Content.RAW;
        String asked = element.removeAttribute("markdown");
        return asked == null ? content : Tags.asked(element.value(), asked, content);
    }

    private static void untouched(BlockParser parser, Element element) {
        int start = parser.pos;
        Tag end = skipToEndTag(parser, element.value());
        int stop = end == null ? parser.text.length() : parser.pos;
        if (stop > start) {
            element.add(new Element(Kind.RAW, parser.text, start, stop));
        }
        parser.pos = end == null ? parser.text.length() : end.end();
    }

    private static void spans(BlockParser parser, Element element) {
        int start = parser.pos;
        Tag end = skipToEndTag(parser, element.value());
        int stop = end == null ? parser.text.length() : parser.pos;
        BlockParser.addText(parser.text, start, stop, element);
        parser.pos = end == null ? parser.text.length() : end.end();
    }

    /** Moves to the element's end tag, or to nowhere. */
    private static @Nullable Tag skipToEndTag(BlockParser parser, String name) {
        String text = parser.text;
        for (int at = text.indexOf("</", parser.pos); at >= 0; at = text.indexOf("</", at + 2)) {
            Tag end = Tag.end(text, at);
            if (end != null && end.name().equalsIgnoreCase(name)) {
                parser.pos = at;
                return end;
            }
        }
        return null;
    }

    private static void raw(BlockParser parser, Element element, int depth) {
        String text = parser.text;
        while (!parser.atEnd()) {
            int next = nextTag(text, parser.pos);
            addText(element, text, parser.pos, next);
            parser.pos = next;
            if (parser.atEnd()) {
                return;
            }
            Tag end = Tag.end(text, next);
            if (end != null) {
                parser.pos = end.end();
                if (end.name().equals(element.value())) {
                    return;
                }
                addText(element, text, next, end.end());
                continue;
            }
            int after = at(text, next + 1) == '?' ? afterInstruction(parser, next) : afterComment(parser, next);
            Tag tag = after == NONE && depth < 100 ? Tag.start(text, next, parser.effort()) : null;
            if (after != NONE) {
                element.add(comment(text, next, after));
                parser.pos = after;
            } else if (tag != null) {
                parser.pos = tag.end();
                element(parser, tag, depth);
            } else {
                addText(element, text, next, next + 1);
                parser.pos = next + 1;
            }
        }
    }

    private static int nextTag(String text, int from) {
        for (int at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at + 1)) {
            char c = at(text, at + 1);
            if (c == '/' || c == '?' || text.startsWith("!--", at + 1) || Tag.afterName(text, at + 1) != NONE) {
                return at;
            }
        }
        return text.length();
    }

    private static void addText(Element element, String text, int from, int to) {
        if (from == to) {
            return;
        }
        Element last = element.lastChild();
        if (last != null && last.is(Kind.TEXT)) {
            last.append(text, from, to);
        } else {
            element.add(new Element(Kind.TEXT, text, from, to));
        }
    }
}
