package org.dibao.kramdown.span;

import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.scan.Tag;
import org.dibao.kramdown.scan.Tags;
import org.dibao.kramdown.span.SpanParser.Reading;
import org.dibao.kramdown.span.SpanParser.Stop;
import org.dibao.kramdown.tree.Content;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** HTML inside a text. */
final class SpanHtml {
    private SpanHtml() {}

    static boolean parse(SpanParser parser) {
        String text = parser.text;
        int start = parser.pos;
        char second = at(text, start + 1);
        if (text.startsWith("<!--", start)) {
            return comment(parser);
        }
        if (second == '/') {
            Tag end = Tag.end(text, start);
            parser.takeAsText(end == null ? 1 : end.end() - start);
            return true;
        }
        if (Tag.afterName(text, start + 1) == NONE) {
            return false;
        }
        Tag tag = parser.isTooDeep() ? null : Tag.start(text, start, parser.effort());
        if (tag == null) {
            parser.takeAsText(1);
        } else if (Tags.isBlock(tag.name())) {
            parser.takeAsText(tag.end() - start);
        } else {
            parser.pos = tag.end();
            element(parser, tag);
        }
        return true;
    }

    private static boolean comment(SpanParser parser) {
        int close = parser.effort().isSpent() ? -1 : parser.text.indexOf("-->", parser.pos + 4);
        if (close < 0) {
            parser.effort().spend(parser.text.length() - parser.pos);
            parser.takeAsText(1);
        } else {
            parser.add(new Element(Kind.HTML_COMMENT, parser.text.substring(parser.pos, close + 3)));
            parser.pos = close + 3;
        }
        return true;
    }

    private static void element(SpanParser parser, Tag tag) {
        Element element = new Element(Kind.HTML, tag.name());
        tag.attributes().forEach((name, value) -> element.attribute(name, onOneLine(value)));
        boolean insideRaw = parser.tree().is(Kind.HTML) && parser.tree().content() == Content.RAW;
        Content usual = Tags.content(tag.name());
        boolean parsed = usual != Content.RAW
                && !insideRaw
                && parser.definitions.settings().parsesSpanHtml();
        String asked = element.removeAttribute("markdown");
        if (asked != null) {
            parsed = switch (asked) {
                case "span" -> true;
                case "1" -> usual != Content.RAW;
                case "0" -> false;
                default -> parsed;
            };
        }
        element.content(parsed ? Content.SPANS : Content.RAW);
        element.closed(tag.closed());
        parser.add(element);
        if (tag.closed() || Tags.isEmpty(tag.name())) {
            return;
        }
        EndTag end = new EndTag(tag.name());
        if (parser.parse(element, end, parsed ? Reading.ALL : Reading.HTML)) {
            parser.pos += end.length(parser.text, parser.pos);
        }
    }

    private static String onOneLine(String value) {
        return value.indexOf('\n') < 0 ? value : value.replaceAll("\n++", " ");
    }

    private record EndTag(String name) implements Stop {
        @Override
        public int length(String text, int at) {
            if (text.charAt(at) != '<') {
                return 0;
            }
            Tag end = Tag.end(text, at);
            return end != null && end.name().equals(name) ? end.end() - at : 0;
        }

        @Override
        public boolean accepts(Element element, SpanParser parser) {
            return true;
        }
    }
}
