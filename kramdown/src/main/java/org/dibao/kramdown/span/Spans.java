package org.dibao.kramdown.span;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
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
        for (int i = 0; i < element.childCount(); i++) {
            Element child = element.child(i);
            boolean html = inHtml || child.is(Kind.HTML) || child.is(Kind.STRIKETHROUGH);
            if (child.is(Kind.HEADING)) {
                boolean wanted = !inHtml && definitions.settings().autoIds() && child.attribute("id") == null;
                if (wanted) {
                    child.attribute("id", ids.next(HeadingText.of(child)));
                }
            } else if (child.is(Kind.TEXT) && !inHtml && child.contains("\\\n")) {
                List<Element> parts = breaks(child, i == element.childCount() - 1 && isBlock(element));
                element.children().remove(i);
                element.children().addAll(i, parts);
                i += parts.size() - 1;
            } else if (!html) {
                finish(child, false);
            } else {
                finish(child, true);
            }
        }
    }

    private static boolean isBlock(Element element) {
        return switch (element.kind()) {
            case EMPHASIS, STRONG, LINK, STRIKETHROUGH -> false;
            default -> true;
        };
    }

    private static List<Element> breaks(Element text, boolean last) {
        String[] lines = text.value().split("\\\\\n", -1);
        List<Element> parts = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            parts.add(new Element(Kind.TEXT, i > 0 ? "\n" + lines[i] : lines[i]));
            boolean atEnd = i == lines.length - 2 && last && lines[lines.length - 1].isEmpty();
            if (i < lines.length - 1 && !atEnd) {
                parts.add(new Element(Kind.BREAK));
            }
        }
        return parts;
    }
}
