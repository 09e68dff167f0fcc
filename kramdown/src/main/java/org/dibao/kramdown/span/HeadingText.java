package org.dibao.kramdown.span;

import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** The text of a heading or a term that its id is made of: no notes, no images. */
public final class HeadingText {
    private HeadingText() {}

    public static String of(Element heading) {
        if (heading.childCount() == 1 && heading.child(0).is(Kind.TEXT)) {
            return heading.child(0).value();
        }
        StringBuilder text = new StringBuilder();
        append(heading, text);
        return text.toString();
    }

    private static void append(Element element, StringBuilder text) {
        switch (element.kind()) {
            case TEXT, CODE, MATH, ENTITY -> element.read(text::append);
            case SYMBOL -> text.append(element.source().equals("...") ? "..." : element.value());
            default -> {
                for (int i = 0; i < element.childCount(); i++) {
                    append(element.child(i), text);
                }
            }
        }
    }
}
