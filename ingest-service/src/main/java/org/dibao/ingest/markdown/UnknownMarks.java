package org.dibao.ingest.markdown;

import org.dibao.liquid.Unknown;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** Takes out what Liquid could not know: of a link its text is left, of a picture its description. */
final class UnknownMarks {
    private static final String ENCODED = "%EF%B7%90";

    private UnknownMarks() {}

    static String removed(String text) {
        return text.replace(Unknown.MARK, "");
    }

    /** The same document; it is modified. */
    static Document removed(Document document) {
        for (Element element : document.getAllElements()) {
            for (Attribute attribute : element.attributes().asList()) {
                if (areIn(attribute.getValue())) {
                    remove(element, attribute);
                }
            }
            element.textNodes().stream()
                    .filter(text -> areIn(text.getWholeText()))
                    .forEach(text -> text.text(removed(text.getWholeText())));
        }
        return document;
    }

    private static void remove(Element element, Attribute attribute) {
        boolean address =
                attribute.getKey().equals("href") || attribute.getKey().equals("src");
        if (address && element.normalName().equals("a")) {
            element.unwrap();
        } else if (address && element.normalName().equals("img")) {
            element.replaceWith(new TextNode(removed(element.attr("alt"))));
        } else if (address) {
            element.removeAttr(attribute.getKey());
        } else {
            element.attr(attribute.getKey(), removed(attribute.getValue()));
        }
    }

    static boolean areIn(String text) {
        return text.contains(Unknown.MARK) || text.contains(ENCODED);
    }
}
