package org.dibao.render.body;

import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** Removes characters that HTML must not contain: control characters, noncharacters and lone surrogates. */
final class IllegalCharacters {
    private IllegalCharacters() {}

    static void allowed(Element body) {
        body.traverse((node, _) -> {
            if (node instanceof TextNode text) {
                String whole = text.getWholeText();
                if (!isAllowed(whole)) {
                    text.text(allowed(whole));
                }
            } else if (node.attributesSize() > 0) {
                for (Attribute attribute : node.attributes()) {
                    if (!isAllowed(attribute.getValue())) {
                        attribute.setValue(allowed(attribute.getValue()));
                    }
                }
            }
        });
    }

    private static boolean isAllowed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\t'
                    || c >= 0x7F && c <= 0x9F
                    || c >= 0xFDD0
                    || c >= 0xD800 && c <= 0xDFFF) {
                return text.codePoints().allMatch(IllegalCharacters::isAllowed);
            }
        }
        return true;
    }

    private static String allowed(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(IllegalCharacters::isAllowed).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isAllowed(int c) {
        boolean control = c < ' ' && c != '\n' && c != '\t' || c >= 0x7F && c <= 0x9F;
        boolean noncharacter = c >= 0xFDD0 && c <= 0xFDEF || (c & 0xFFFE) == 0xFFFE;
        return !control && !noncharacter && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
