package org.dibao.kramdown.span;

import java.util.List;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Dashes, ellipses and guillemets made of ASCII. */
final class Symbols {
    /** Longer ones come before those that they begin with. */
    private static final List<Element> SYMBOLS = List.of(
            symbol("---", "—"),
            symbol("--", "–"),
            symbol("...", "…"),
            symbol("<< ", "«\u00a0"),
            symbol(" >>", "\u00a0»"),
            symbol("<<", "«"),
            symbol(">>", "»"));

    private Symbols() {}

    /** One element serves for all places: nothing about it can change. */
    static Element symbol(String written, String shown) {
        return new Element(Kind.SYMBOL, shown).source(written);
    }

    static boolean parse(SpanParser parser) {
        if (parser.current() == ' ' && !parser.startsWith(" >>")) {
            return false;
        }
        if (parser.startsWith("\\<<") || parser.startsWith("\\>>")) {
            parser.pos++;
            parser.takeAsText(2);
            return true;
        }
        for (Element symbol : SYMBOLS) {
            if (parser.startsWith(symbol.source())) {
                parser.add(symbol);
                parser.pos += symbol.source().length();
                return true;
            }
        }
        return false;
    }
}
