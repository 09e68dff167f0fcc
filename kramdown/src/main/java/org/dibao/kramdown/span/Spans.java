package org.dibao.kramdown.span;

import static java.util.Objects.requireNonNull;

import org.dibao.kramdown.block.Definitions;
import org.dibao.kramdown.html.HeadingIds;
import org.dibao.kramdown.span.SpanParser.Reading;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** The second pass over a document: reads the spans of every block's text and gives the blocks their attributes. */
public final class Spans {
    private final Definitions definitions;
    private final HeadingIds ids = new HeadingIds();

    private Spans(Definitions definitions) {
        this.definitions = definitions;
    }

    public static void parse(Element root, Definitions definitions) {
        Spans pass = new Spans(definitions);
        Abbreviations abbreviations = new Abbreviations(definitions);
        pass.update(root);
        abbreviations.replace(root);
        for (Definitions.Footnote footnote : definitions.footnotes().values()) {
            pass.update(footnote.content());
            abbreviations.replace(footnote.content());
        }
        pass.finish(root, false);
    }

    /** Replaces unparsed text by its spans and takes out what only the first pass needed. */
    private void update(Element element) {
        Element updated = null;
        boolean afterBlank = false;
        for (int i = 0; i < element.childCount(); i++) {
            Element child = element.child(i);
            boolean blank = child.is(Kind.BLANK);
            boolean stays = !child.is(Kind.END_OF_BLOCK) && !(blank && afterBlank);
            boolean parsed = child.is(Kind.UNPARSED) && !SpanParser.isPlain(child);
            if (updated == null && (!stays || parsed)) {
                updated = firstChildren(element, i);
            }
            if (parsed) {
                spans(child, requireNonNull(updated));
            } else if (child.is(Kind.UNPARSED)) {
                child.becomeText();
            } else if (stays && !blank) {
                update(child);
                definitions.apply(child.attributeList(), child);
            }
            if (updated != null && stays && !parsed) {
                updated.add(child);
            }
            afterBlank = blank || afterBlank && child.is(Kind.END_OF_BLOCK);
        }
        if (updated != null) {
            element.takeChildren(updated);
        }
    }

    private static Element firstChildren(Element element, int count) {
        Element first = new Element(Kind.UNPARSED);
        for (int i = 0; i < count; i++) {
            first.add(element.child(i));
        }
        return first;
    }

    /** Reads a text into elements of their own, so that what belongs to an element before goes to none outside. */
    private void spans(Element unparsed, Element updated) {
        if (updated.childCount() == 0) {
            SpanParser.parse(unparsed, updated, definitions, Reading.ALL);
        } else {
            Element spans = new Element(Kind.UNPARSED);
            SpanParser.parse(unparsed, spans, definitions, Reading.ALL);
            updated.addAll(spans);
        }
    }

    /** Gives headings their ids and makes breaks of a backslash at the end of a line. */
    private void finish(Element element, boolean inHtml) {
        Element updated = null;
        for (int i = 0; i < element.childCount(); i++) {
            Element child = element.child(i);
            boolean breaks = child.is(Kind.TEXT) && !inHtml && child.contains("\\\n");
            if (breaks) {
                updated = updated == null ? firstChildren(element, i) : updated;
                addWithBreaks(child, i == element.childCount() - 1 && isBlock(element), updated);
            } else if (child.is(Kind.HEADING)) {
                giveId(child, inHtml);
            } else {
                finish(child, inHtml || child.is(Kind.HTML) || child.is(Kind.STRIKETHROUGH));
            }
            if (updated != null && !breaks) {
                updated.add(child);
            }
        }
        if (updated != null) {
            element.takeChildren(updated);
        }
    }

    private void giveId(Element heading, boolean inHtml) {
        if (!inHtml && definitions.settings().autoIds() && heading.attribute("id") == null) {
            heading.attribute("id", ids.next(HeadingText.of(heading)));
        }
    }

    private static boolean isBlock(Element element) {
        return switch (element.kind()) {
            case EMPHASIS, STRONG, LINK, STRIKETHROUGH -> false;
            default -> true;
        };
    }

    private static void addWithBreaks(Element text, boolean last, Element to) {
        String value = text.text();
        int start = text.start();
        int end = text.end();
        for (int i = value.indexOf("\\\n", start, end); i >= 0; i = value.indexOf("\\\n", start, end)) {
            to.add(new Element(Kind.TEXT, value, start, i));
            if (!last || i + 2 < end) {
                to.add(new Element(Kind.BREAK));
            }
            start = i + 1;
        }
        to.add(new Element(Kind.TEXT, value, start, end));
    }
}
