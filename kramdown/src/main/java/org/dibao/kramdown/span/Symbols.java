package org.dibao.kramdown.span;

import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Dashes, ellipses and guillemets made of ASCII. */
final class Symbols {
    private static final String[][] SYMBOLS = {
        {"---", "—"},
        {"--", "–"},
        {"...", "…"},
        {"<< ", "«\u00a0"},
        {" >>", "\u00a0»"},
        {"<<", "«"},
        {">>", "»"},
    };

    private Symbols() {}

    static boolean parse(SpanParser parser) {
        if (parser.startsWith("\\<<") || parser.startsWith("\\>>")) {
            parser.pos++;
            parser.takeAsText(2);
            return true;
        }
        for (String[] symbol : SYMBOLS) {
            if (parser.startsWith(symbol[0])) {
                parser.add(new Element(Kind.SYMBOL, symbol[1]).source(symbol[0]));
                parser.pos += symbol[0].length();
                return true;
            }
        }
        return false;
    }
}
