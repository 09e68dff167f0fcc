package org.dibao.render.body.code;

import java.util.List;

/**
 * Highlights code. It knows words, strings and comments but no grammars: whatever it does not recognise stays plain.
 * Time is linear in the length of the text for any input, and nothing recurses or backtracks.
 *
 * <p>Our own code, because the available libraries are parts of desktop editors or use regular expressions with
 * unbounded backtracking.
 */
public final class Highlighter {
    private Highlighter() {}

    /** @param language a name as in {@code language-java}, in lower case */
    public static boolean knows(String language) {
        return Language.ALL.containsKey(language);
    }

    /** In order and without overlap; empty for an unknown language. */
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
