package org.dibao.kramdown.scan;

import static org.dibao.kramdown.scan.Characters.isAsciiLetter;
import static org.dibao.kramdown.scan.Characters.isSpace;
import static org.dibao.kramdown.scan.Characters.isWord;
import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.tree.AttributeList;

/** Reads {@code {: #id .class key="value" name}} and finds where such a list ends. */
public final class Attributes {
    /** A longer list is text, so that a brace without its pair is not looked for in all the text. */
    public static final int LONGEST = 1_000;

    private Attributes() {}

    /** The place of the brace that closes a list whose content begins here, or {@link Lines#NONE}. */
    public static int closingBrace(String text, int content) {
        int end = Math.min(text.length(), content + LONGEST);
        if (content >= end || text.charAt(content) == '}') {
            return NONE;
        }
        // A search by the processor's own means: in a quotation in a quotation each line is looked through on each
        // level.
        int brace = text.indexOf('}', content, end);
        while (brace != NONE && text.charAt(brace - 1) == '\\') {
            brace = text.indexOf('}', brace + 1, end);
        }
        return brace;
    }

    /** The place after a block's attribute list that begins here (after its margin), or {@link Lines#NONE}. */
    public static int afterBlockList(String text, int from) {
        if (!text.startsWith("{:", from) || at(text, from + 2) == ':' || at(text, from + 2) == '/') {
            return NONE;
        }
        int brace = closingBrace(text, from + 2);
        return brace == NONE ? NONE : Lines.restIsEmpty(text, brace + 1);
    }

    /** The place after a name of word characters, hyphens and colons, or {@link Lines#NONE}. */
    public static int afterName(String text, int from) {
        if (!isWord(at(text, from))) {
            return NONE;
        }
        int end = from + 1;
        while (isNamePart(at(text, end))) {
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char c) {
        return isWord(c) || c == ':' || c == '-';
    }

    /** Adds what stands between the braces to a list; what is not understood is passed over. */
    public static void read(String text, AttributeList into) {
        int place = 0;
        boolean afterSpace = true;
        while (place < text.length()) {
            if (isSpace(text.charAt(place))) {
                place++;
                afterSpace = true;
                continue;
            }
            int end = afterSpace ? item(text, place, into) : NONE;
            place = end == NONE ? place + 1 : end;
            afterSpace = false;
        }
    }

    private static int item(String text, int from, AttributeList into) {
        int end = pair(text, from, into);
        if (end == NONE) {
            end = reference(text, from, into);
        }
        return end == NONE ? idsAndClasses(text, from, into) : end;
    }

    private static int pair(String text, int from, AttributeList into) {
        int equals = afterName(text, from);
        char quote = at(text, equals + 1);
        if (equals == NONE || at(text, equals) != '=' || quote != '"' && quote != '\'') {
            return NONE;
        }
        for (int i = equals + 2; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && (at(text, i + 1) == quote || at(text, i + 1) == '}')) {
                i++;
            } else if (c == quote && endsItem(text, i + 1)) {
                String value = text.substring(equals + 2, i).replace("\\}", "}").replace("\\" + quote, "" + quote);
                into.put(text.substring(from, equals), value);
                return i + 1;
            } else if (c == '}') {
                return NONE;
            }
        }
        return NONE;
    }

    private static int reference(String text, int from, AttributeList into) {
        int end = afterName(text, from);
        if (end == NONE || !endsItem(text, end)) {
            return NONE;
        }
        into.refer(text.substring(from, end));
        return end;
    }

    private static int idsAndClasses(String text, int from, AttributeList into) {
        int end = from;
        while (end < text.length() && !isSpace(text.charAt(end))) {
            int next = part(text, end);
            if (next == NONE) {
                return NONE;
            }
            end = next;
        }
        for (int i = from; i < end; ) {
            int next = part(text, i);
            String name = text.substring(i + 1, next);
            if (text.charAt(i) == '#') {
                into.put("id", name);
            } else {
                into.addClass(name);
            }
            i = next;
        }
        return end == from ? NONE : end;
    }

    private static int part(String text, int from) {
        int end = from + 1;
        if (text.charAt(from) == '#' && isAsciiLetter(at(text, end))) {
            while (isNamePart(at(text, end))) {
                end++;
            }
            return end;
        }
        if (text.charAt(from) != '.') {
            return NONE;
        }
        while (end < text.length()
                && !isSpace(text.charAt(end))
                && text.charAt(end) != '.'
                && text.charAt(end) != '#') {
            end++;
        }
        return end > from + 1 ? end : NONE;
    }

    private static boolean endsItem(String text, int index) {
        return index >= text.length() || isSpace(text.charAt(index));
    }
}
