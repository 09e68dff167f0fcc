package org.dibao.kramdown.span;

import org.dibao.kramdown.tree.Element;

/** The text of a heading that its id is made of: no notes, no images. */
final class HeadingText {
    private HeadingText() {}

    static String of(Element heading) {
        StringBuilder text = new StringBuilder();
        append(heading, text);
        return text.toString();
    }

    private static void append(Element element, StringBuilder text) {
        switch (element.kind()) {
            case TEXT, CODE, MATH, ENTITY -> text.append(element.value());
            case SYMBOL -> text.append(element.source().equals("...") ? "..." : element.value());
            default -> element.children().forEach(child -> append(child, text));
        }
    }
}
