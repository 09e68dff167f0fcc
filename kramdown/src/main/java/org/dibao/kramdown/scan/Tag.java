package org.dibao.kramdown.scan;

import static org.dibao.kramdown.scan.Characters.isLetter;
import static org.dibao.kramdown.scan.Characters.isUnicodeWord;
import static org.dibao.kramdown.scan.Characters.skipSpace;
import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A start tag or an end tag at one place of a text.
 *
 * @param name in lower case if HTML knows it
 * @param end the place after it
 */
public record Tag(String name, Map<String, String> attributes, boolean closed, int end) {
    /** The start tag that begins here, or null; what was read in vain is paid for. */
    public static @Nullable Tag start(String text, int from, Effort effort) {
        int nameEnd = at(text, from) == '<' ? afterName(text, from + 1) : NONE;
        if (nameEnd == NONE || effort.isSpent()) {
            return null;
        }
        String name = known(text.substring(from + 1, nameEnd));
        Map<String, String> attributes = new LinkedHashMap<>(4);
        int place = nameEnd;
        while (true) {
            int next = attribute(text, place, Tags.isKnown(name), attributes);
            if (next == NONE) {
                break;
            }
            place = next;
        }
        place = skipSpace(text, place);
        boolean closed = at(text, place) == '/';
        place = closed ? place + 1 : place;
        if (at(text, place) == '>') {
            return new Tag(name, attributes, closed, place + 1);
        }
        boolean openQuote = at(text, place) == '=';
        effort.spend((openQuote ? text.length() : place) - from);
        return null;
    }

    /** The end tag that begins here, or null. */
    public static @Nullable Tag end(String text, int from) {
        int nameEnd = text.startsWith("</", from) ? afterName(text, from + 2) : NONE;
        if (nameEnd == NONE) {
            return null;
        }
        int place = skipSpace(text, nameEnd);
        String name = known(text.substring(from + 2, nameEnd));
        return at(text, place) == '>' ? new Tag(name, Map.of(), false, place + 1) : null;
    }

    private static String known(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Tags.isKnown(lower) ? lower : name;
    }

    private static int attribute(String text, int from, boolean html, Map<String, String> attributes) {
        int nameStart = skipSpace(text, from);
        int nameEnd = nameStart == from ? NONE : afterName(text, nameStart);
        if (nameEnd == NONE) {
            return NONE;
        }
        String name = text.substring(nameStart, nameEnd);
        if (html) {
            name = name.toLowerCase(Locale.ROOT);
        }
        int equals = skipSpace(text, nameEnd);
        int value = at(text, equals) == '=' ? skipSpace(text, equals + 1) : NONE;
        int end = value == NONE ? NONE : afterValue(text, value);
        if (end == NONE) {
            attributes.put(name, "");
            return value == NONE ? nameEnd : equals;
        }
        boolean quoted = at(text, value) == '"' || at(text, value) == '\'';
        attributes.put(name, quoted ? text.substring(value + 1, end - 1) : text.substring(value, end));
        return end;
    }

    private static int afterValue(String text, int from) {
        char quote = at(text, from);
        if (quote == '"' || quote == '\'') {
            int close = text.indexOf(quote, from + 1);
            return close < 0 ? NONE : close + 1;
        }
        int end = from;
        while (end < text.length() && isUnicodeWord(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end == from ? NONE : end;
    }

    /** The place after a name as XML allows it, with one prefix at most, or {@link Lines#NONE}. */
    public static int afterName(String text, int from) {
        int end = afterPlainName(text, from);
        if (end != NONE && at(text, end) == ':') {
            int local = afterPlainName(text, end + 1);
            return local == NONE ? end : local;
        }
        return end;
    }

    private static int afterPlainName(String text, int from) {
        if (from >= text.length()) {
            return NONE;
        }
        int first = text.codePointAt(from);
        if (first != '_' && !isLetter(first)) {
            return NONE;
        }
        int end = from + Character.charCount(first);
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (c != '-' && c != '.' && !isUnicodeWord(c)) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    /** Whether a tag begins here that ends a paragraph: no span's, whatever follows its name. */
    public static boolean endsParagraph(String text, int from) {
        if (at(text, from) != '<') {
            return false;
        }
        boolean closing = at(text, from + 1) == '/';
        int name = closing ? from + 2 : from + 1;
        int end = afterName(text, name);
        if (end == NONE || startsSpan(text, name, end)) {
            return false;
        }
        return !closing || at(text, skipSpace(text, end)) == '>';
    }

    private static boolean startsSpan(String text, int from, int end) {
        int boundary = from;
        while (boundary < end && isUnicodeWord(text.codePointAt(boundary))) {
            boundary += Character.charCount(text.codePointAt(boundary));
        }
        String first = text.substring(from, boundary);
        return Tags.isSpan(first) || first.equals("script");
    }
}
