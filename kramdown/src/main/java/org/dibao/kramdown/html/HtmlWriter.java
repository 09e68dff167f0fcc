package org.dibao.kramdown.html;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.dibao.kramdown.Document;
import org.dibao.kramdown.block.Settings;
import org.dibao.kramdown.scan.Tags;
import org.dibao.kramdown.span.HeadingText;
import org.dibao.kramdown.tree.AttributeList;
import org.dibao.kramdown.tree.Content;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Writes a document as HTML. */
public final class HtmlWriter {
    private final Output out = new Output();
    private final Element.Reader text = (value, from, to) -> Escaping.text(value, from, to, out);
    private final Element.Reader code = (value, from, to) -> Escaping.code(value, from, to, out);
    private final Element.Reader raw = out::append;
    private final BiConsumer<String, String> attribute = this::attribute;
    private final Settings settings;
    private boolean insideRaw;
    private boolean insideLink;
    private final HeadingIds ids = new HeadingIds();
    private final FootnoteWriter footnotes;
    private final TocWriter toc;

    private HtmlWriter(Document document) {
        settings = document.settings();
        footnotes = new FootnoteWriter(document, this, out);
        toc = new TocWriter(this, out);
    }

    /** The whole document, its footnotes at the end or where it asks for them. */
    public static String write(Document document) {
        return new HtmlWriter(document).writeAll(document);
    }

    private String writeAll(Document document) {
        children(document.root());
        footnotes.finish();
        toc.finish();
        return out.finish();
    }

    void children(Element element) {
        for (int i = 0; i < element.childCount(); i++) {
            write(element.child(i));
        }
    }

    void write(Element element) {
        switch (element.kind()) {
            case ROOT, UNPARSED -> children(element);
            case BLANK -> out.append('\n');
            case END_OF_BLOCK -> {}
            case PARAGRAPH -> paragraph(element);
            case HEADING -> heading(element);
            case BLOCKQUOTE -> block("blockquote", element, "\n");
            case CODE_BLOCK -> codeBlock(element);
            case RULE -> empty("hr", element.attributes());
            case UNORDERED_LIST -> list("ul", element);
            case ORDERED_LIST -> list("ol", element);
            case ITEM -> block("li", element, "");
            case DEFINITION_LIST -> definitions(element);
            case TERM -> block("dt", element, "");
            case DEFINITION -> block("dd", element, "");
            case TABLE -> table(element);
            case TABLE_HEAD -> block("thead", element, "\n");
            case TABLE_BODY -> block("tbody", element, "\n");
            case TABLE_FOOT -> block("tfoot", element, "\n");
            case ROW -> block("tr", element, "\n");
            case CELL -> cell("td", element);
            case HEADER_CELL -> cell("th", element);
            case MATH -> math(element);
            case HTML -> html(element);
            case HTML_COMMENT -> htmlComment(element);
            case COMMENT -> comment(element);
            case RAW -> raw(element);
            case TEXT -> element.read(text);
            case BREAK -> empty("br", element.attributes());
            case CODE -> code(element);
            case EMPHASIS -> span("em", element);
            case STRONG -> span("strong", element);
            case STRIKETHROUGH -> span("del", element);
            case LINK -> link(element);
            case IMAGE -> empty("img", element.attributes());
            case FOOTNOTE -> note(element);
            case ENTITY, SYMBOL -> element.read(code);
            case ABBREVIATION -> abbreviation(element);
        }
    }

    private void open(String tag, Map<String, String> attributes) {
        out.append('<').append(tag);
        attributes.forEach(attribute);
    }

    void attribute(String name, String value) {
        if (name.equals("id") && value.isBlank()) {
            return;
        }
        out.append(' ').append(name).append("=\"");
        Escaping.attribute(value, out);
        out.append('"');
    }

    void start(String tag, Map<String, String> attributes) {
        open(tag, attributes);
        out.append('>');
    }

    void end(String tag) {
        out.append("</").append(tag).append('>');
    }

    private void empty(String tag, Map<String, String> attributes) {
        open(tag, attributes);
        out.append(" />");
    }

    private void span(String tag, Element element) {
        start(tag, element.attributes());
        children(element);
        end(tag);
    }

    private void block(String tag, Element element, String afterStart) {
        start(tag, element.attributes());
        out.append(afterStart);
        children(element);
        end(tag);
        out.append('\n');
    }

    private void paragraph(Element element) {
        if (element.isTransparent()) {
            children(element);
        } else if (isStandaloneImage(element)) {
            figure(element);
        } else {
            block("p", element, "");
        }
    }

    private static boolean isStandaloneImage(Element paragraph) {
        Element only = paragraph.childCount() == 1 ? paragraph.child(0) : null;
        AttributeList list = only == null ? null : only.attributeList();
        return only != null && only.is(Kind.IMAGE) && list != null && list.refersTo("standalone");
    }

    private void figure(Element paragraph) {
        Element image = paragraph.child(0);
        Map<String, String> ofFigure = new LinkedHashMap<>(paragraph.attributes());
        Map<String, String> ofImage = new LinkedHashMap<>(image.attributes());
        if (ofFigure.isEmpty()) {
            moveTo(ofFigure, ofImage, "id");
            moveTo(ofFigure, ofImage, "class");
        }
        start("figure", ofFigure);
        empty("img", ofImage);
        start("figcaption", Map.of());
        String alt = image.attributes().getOrDefault("alt", "");
        Escaping.text(alt, 0, alt.length(), out);
        end("figcaption");
        end("figure");
        out.append('\n');
    }

    private static void moveTo(Map<String, String> figure, Map<String, String> image, String name) {
        String value = image.remove(name);
        if (value != null) {
            figure.put(name, value);
        }
    }

    private void heading(Element element) {
        if (settings.autoIds() && element.attribute("id") == null) {
            element.attribute("id", settings.autoIdPrefix() + ids.nextInHtml(HeadingText.of(element)));
        }
        toc.heading(element, settings);
        int level = Math.clamp(element.level() + settings.headingOffset(), 1, 6);
        block("h" + level, element, "");
    }

    private void codeBlock(Element element) {
        String classes = element.attribute("class");
        String language = CodeLanguage.of(classes);
        out.append("<pre");
        element.attributes().forEach((name, value) -> {
            boolean named = name.equals("class") && language != null;
            String shown = named ? CodeLanguage.without(value) : value;
            if (!named || !shown.isEmpty()) {
                attribute(name, shown);
            }
        });
        out.append("><code");
        if (language != null) {
            attribute("class", "language-" + language);
        }
        out.append('>');
        element.read((value, from, to) -> {
            boolean newline = to > from && value.charAt(to - 1) == '\n';
            Escaping.code(value, from, newline ? to - 1 : to, out);
        });
        out.append("\n</code></pre>\n");
    }

    private void code(Element element) {
        start("code", element.attributes());
        element.read(code);
        end("code");
    }

    private void list(String tag, Element element) {
        AttributeList attributes = element.attributeList();
        if (attributes != null && attributes.refersTo("toc") && toc.takePlace(tag, element)) {
            return;
        }
        if (attributes != null && attributes.refersTo("footnotes") && footnotes.takePlace()) {
            return;
        }
        block(tag, element, "\n");
    }

    private void cell(String tag, Element cell) {
        start(tag, cell.attributes());
        int before = out.length();
        children(cell);
        if (out.length() == before) {
            out.append('\u00a0');
        }
        end(tag);
        out.append('\n');
    }

    private void definitions(Element list) {
        AttributeList attributes = list.attributeList();
        String prefix = attributes == null ? null : TermIds.prefix(attributes.references());
        if (prefix != null) {
            for (Element term : list.children()) {
                if (term.is(Kind.TERM) && term.attribute("id") == null) {
                    term.attribute("id", settings.autoIdPrefix() + ids.nextInHtml(prefix, HeadingText.of(term)));
                }
            }
        }
        block("dl", list, "\n");
    }

    private void table(Element table) {
        start("table", table.attributes());
        out.append('\n');
        children(table);
        end("table");
        out.append('\n');
    }

    private void math(Element element) {
        boolean plain = element.attributes().isEmpty();
        boolean block = element.isBlock();
        if (!plain) {
            start(block ? "div" : "span", element.attributes());
        }
        out.append(block ? "\\[" : plain ? "\\(" : "$");
        element.read(code);
        out.append(block ? "\\]" : plain ? "\\)" : "$");
        if (!plain) {
            end(block ? "div" : "span");
        }
        out.append(block ? "\n" : "");
    }

    private void html(Element element) {
        String name = element.value();
        boolean empty = element.childCount() == 0;
        boolean closed = element.isBlock() && element.isClosed() && element.content() == Content.RAW;
        open(name, element.attributes());
        if (closed || empty && Tags.isEmpty(name)) {
            out.append(" />");
        } else {
            boolean blocks = element.isBlock() && element.content() == Content.BLOCKS && !empty;
            out.append(blocks ? ">\n" : ">");
            boolean outer = insideRaw;
            insideRaw = element.content() == Content.RAW;
            children(element);
            insideRaw = outer;
            end(name);
        }
        out.append(element.isBlock() && !insideRaw ? "\n" : "");
    }

    private void htmlComment(Element element) {
        element.read(raw);
        out.append(element.isBlock() && !insideRaw ? "\n" : "");
    }

    private void comment(Element element) {
        out.append("<!-- ").append(element.value().replaceAll("--++", "")).append(" -->");
        out.append(element.isBlock() ? "\n" : "");
    }

    private void raw(Element element) {
        List<String> types = List.of(element.source().split("\\s+"));
        if (element.source().isEmpty() || types.contains("html")) {
            element.read(raw);
            out.append(element.isBlock() ? "\n" : "");
        }
    }

    private void link(Element element) {
        if (insideLink) {
            children(element);
        } else {
            span("a", element);
        }
    }

    private void note(Element mark) {
        if (!insideLink) {
            footnotes.mark(mark);
        }
    }

    /** Writes a heading's content into a link: without links and notes of its own. */
    void childrenInLink(Element heading) {
        insideLink = true;
        children(heading);
        insideLink = false;
    }

    private void abbreviation(Element element) {
        span("abbr", element);
    }
}
