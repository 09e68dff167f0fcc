package org.dibao.kramdown.span;

import org.dibao.kramdown.html.EntityNames;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Characters written by name or by number. */
final class Entities {
    private Entities() {}

    static boolean parse(SpanParser parser) {
        String text = parser.text;
        int start = parser.pos + 1;
        int end = EntityNames.end(text, start);
        if (end < 0) {
            return false;
        }
        String written = text.substring(start, end);
        String character = EntityNames.character(written);
        if (character == null) {
            parser.addText("&amp;" + written + ";");
        } else {
            parser.add(new Element(Kind.ENTITY, character));
        }
        parser.pos = end + 1;
        return true;
    }
}
