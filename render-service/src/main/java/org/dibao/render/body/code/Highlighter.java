package org.dibao.render.body.code;

import java.util.List;

/**
 * Colours code for reading. It knows words, strings and comments, not grammars: what it cannot tell stays plain. Time is linear
 * in the text for any input, and nothing recurses or backtracks.
 *
 * <p>Own code, since the libraries to be had are parts of desktop editors or run regular expressions that backtrack without a bound.
 */
public final class Highlighter {
    private Highlighter() {}

    /** @param language a name as in {@code language-java}, in lower case */
    public static boolean knows(String language) {
        return Language.ALL.containsKey(language);
    }

    /** In order and without overlap; empty for a language that is not known. */
    public static List<Token> tokens(String language, String code) {
        Language known = Language.ALL.get(language);
        return known == null
                ? List.of()
                : switch (known.scanner()) {
                    case CODE -> new CodeScanner(known, code).scan();
                    case MARKUP -> new MarkupScanner(code).scan();
                    case DIFF -> DiffScanner.scan(code);
                };
    }
}
