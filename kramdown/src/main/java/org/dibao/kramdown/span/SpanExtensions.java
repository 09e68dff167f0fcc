package org.dibao.kramdown.span;

import static org.dibao.kramdown.scan.Lines.NONE;

import org.dibao.kramdown.scan.Attributes;
import org.dibao.kramdown.scan.Extension;
import org.dibao.kramdown.tree.AttributeList;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Attribute lists after a span, and extensions inside a text. */
final class SpanExtensions {
    private SpanExtensions() {}

    static boolean parse(SpanParser parser) {
        if (!parser.startsWith("{:")) {
            return false;
        }
        if (!parser.hasBraceNearby() || !extension(parser) && !attributeList(parser)) {
            parser.takeAsText(1);
        }
        return true;
    }

    private static boolean extension(SpanParser parser) {
        Extension extension = Extension.span(parser.text, parser.pos, parser.effort());
        if (extension == null) {
            return false;
        }
        String type = extension.attributes().attributes().getOrDefault("type", "");
        switch (extension.name()) {
            case "comment" -> extension.body().ifPresent(body -> parser.add(new Element(Kind.COMMENT, body)));
            case "nomarkdown" ->
                extension.body().ifPresent(body -> parser.add(new Element(Kind.RAW, body).source(type)));
            case "options" -> extension.attributes().attributes().forEach(parser.definitions.settings()::set);
            default -> {
                return false;
            }
        }
        parser.pos = extension.end();
        return true;
    }

    private static boolean attributeList(SpanParser parser) {
        Element last = parser.tree().lastChild();
        if (last == null || last.is(Kind.TEXT) && !parser.looksForPipes()) {
            return false;
        }
        if (parser.startsWith("{::") || parser.startsWith("{:/")) {
            return false;
        }
        int brace = Attributes.closingBrace(parser.text, parser.pos + 2);
        if (brace == NONE) {
            return false;
        }
        AttributeList list = new AttributeList();
        Attributes.read(parser.text.substring(parser.pos + 2, brace), list);
        if (!last.is(Kind.SYMBOL)) {
            parser.definitions.apply(list, last);
            list.references().forEach(last.ownAttributeList()::refer);
        }
        parser.pos = brace + 1;
        return true;
    }
}
