package org.dibao.kramdown.span;

import static org.dibao.kramdown.scan.Characters.isDigit;
import static org.dibao.kramdown.scan.Characters.isWord;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.html.EntityNames;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Characters written by name or by number. */
final class Entities {
    private Entities() {}

    static boolean parse(SpanParser parser) {
        String text = parser.text;
        int start = parser.pos + 1;
        int end = end(text, start);
        if (end < 0) {
            return false;
        }
        String written = text.substring(start, end);
        String character = EntityNames.character(written);
        if (character == null) {
            parser.addText("&amp;" + written + ";");
        } else {
            parser.add(new Element(Kind.ENTITY, character).source("&" + written + ";"));
        }
        parser.pos = end + 1;
        return true;
    }

    /** The place of the semicolon, or -1. */
    public static int end(String text, int start) {
        int place = start;
        if (at(text, place) == '#') {
            boolean hex = at(text, ++place) == 'x';
            int digits = hex ? ++place : place;
            while (isDigit(at(text, place)) || hex && Character.digit(at(text, place), 16) >= 0) {
                place++;
            }
            return place > digits && at(text, place) == ';' ? place : -1;
        }
        while (isWord(at(text, place)) || at(text, place) == ':' || place > start && at(text, place) == '-') {
            place++;
        }
        return place > start && at(text, place) == ';' ? place : -1;
    }
}
