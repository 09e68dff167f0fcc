package org.dibao.kramdown.span;

import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Characters after a backslash, and line breaks. */
final class Escapes {
    private static final String CHARACTERS = "\\.*_+`<>()[]{}#!:|\"'$=-";

    private Escapes() {}

    static boolean character(SpanParser parser) {
        char c = at(parser.text, parser.pos + 1);
        if (c == 0 || CHARACTERS.indexOf(c) < 0 && c != '~') {
            return false;
        }
        parser.pos++;
        parser.takeAsText(1);
        return true;
    }

    static boolean lineBreak(SpanParser parser) {
        boolean breaks = parser.startsWith("  \n") || parser.startsWith("\\\\\n");
        if (breaks) {
            parser.add(new Element(Kind.BREAK));
            parser.pos += 2;
        }
        return breaks;
    }

    /** The text without backslashes before what they escape. */
    static String removed(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char next = at(text, i + 1);
            if (text.charAt(i) == '\\' && next != 0 && CHARACTERS.indexOf(next) >= 0) {
                i++;
            }
            result.append(text.charAt(i));
        }
        return result.toString();
    }
}
