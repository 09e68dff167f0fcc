package org.dibao.render.search;

import java.text.Normalizer;
import java.util.Locale;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/**
 * Splits a text into terms in one pass. Words of letters and digits are lower-cased and stripped of accents (ＡＢＣ and
 * Abc are abc, é is e); nothing is stemmed. Scripts without spaces (Han, kana, Hangul, Thai and the like) become
 * overlapping pairs, so that each two-character word is found anywhere; the first character of such a run is also a
 * term by itself, and the last one followed by {@link #END}: a single character is therefore found as the prefix of a
 * term, and one next to a word ({@code 5月}) within a phrase. Traditional and simplified characters are not converted.
 *
 * <p>Each word and each character of a run has one position. Punctuation and spaces separate runs and have no position.
 */
final class TermTokenizer {
    /** Follows the last character of a run. It never occurs in a text itself. */
    static final char END = '\u0001';
    /** Maximum length of a word, in characters; the rest is ignored. */
    private static final int LONGEST_WORD = 64;

    enum Kind {
        WORD,
        /** The first character of a run, alone. */
        FIRST,
        PAIR,
        /** The last character of a run with {@link #END}. */
        LAST
    }

    private String text = "";
    private int at;
    /** The offset of the current character of a run; -1 outside of runs. */
    private int current = -1;

    private boolean first;
    private char[] buffer = new char[4 * LONGEST_WORD];
    private int length;
    private Kind kind = Kind.WORD;
    private int start;
    private int end;
    private int position = -1;

    /** Starts at the beginning of another text; positions continue after a gap of this size, and start at 0. */
    void over(String next, int gap) {
        text = next;
        at = 0;
        current = -1;
        position = position < 0 ? -1 : position + gap;
    }

    void reset() {
        position = -1;
    }

    /** Advances to the next term, ordered by position; false at the end. */
    boolean next() {
        if (current >= 0) {
            return inRun();
        }
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (isDense(character)) {
                current = at;
                first = true;
                length = 0;
                append(character);
                return found(Kind.FIRST, at, at + Character.charCount(character), 1);
            }
            if (Character.isLetterOrDigit(character)) {
                return word();
            }
            at += Character.charCount(character);
        }
        return false;
    }

    private boolean inRun() {
        int from = current;
        int character = text.codePointAt(from);
        int after = from + Character.charCount(character);
        length = 0;
        append(character);
        int step = first ? 0 : 1;
        first = false;
        int neighbour = after < text.length() ? text.codePointAt(after) : 0;
        if (isDense(neighbour)) {
            append(neighbour);
            current = after;
            return found(Kind.PAIR, from, after + Character.charCount(neighbour), step);
        }
        buffer[length++] = END;
        current = -1;
        at = after;
        return found(Kind.LAST, from, after, step);
    }

    private boolean word() {
        int from = at;
        length = 0;
        boolean plain = true;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (isDense(character) || !Character.isLetterOrDigit(character) && !isMark(character)) {
                break;
            }
            if (length < LONGEST_WORD - 1) {
                plain &= character < 0x80;
                length += Character.toChars(Character.toLowerCase(character), buffer, length);
            }
            at += Character.charCount(character);
        }
        if (!plain) {
            fold();
        }
        return found(Kind.WORD, from, at, 1);
    }

    private void fold() {
        char[] whole = Normalizer.normalize(new String(buffer, 0, length), Normalizer.Form.NFKC)
                .toCharArray();
        char[] folded = new char[4 * whole.length];
        int long_ = ASCIIFoldingFilter.foldToASCII(whole, 0, folded, 0, whole.length);
        String word = new String(folded, 0, long_).toLowerCase(Locale.ROOT);
        length = Math.min(word.length(), buffer.length);
        word.getChars(0, length, buffer, 0);
    }

    private boolean found(Kind kind, int start, int end, int step) {
        this.kind = kind;
        this.start = start;
        this.end = end;
        position += step;
        return true;
    }

    private void append(int character) {
        if (isCompatible(character)) {
            String plain = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC);
            plain.getChars(0, plain.length(), buffer, length);
            length += plain.length();
        } else {
            length += Character.toChars(character, buffer, length);
        }
    }

    char[] buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    String term() {
        return new String(buffer, 0, length);
    }

    Kind kind() {
        return kind;
    }

    /** The start offset of the term in the text, in characters. */
    int start() {
        return start;
    }

    /** The end offset of the term (exclusive). */
    int end() {
        return end;
    }

    int position() {
        return position;
    }

    private static boolean isMark(int character) {
        int type = character < 0x300 ? 0 : Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** Whether it belongs to a script that does not separate words with spaces. */
    static boolean isDense(int c) {
        if (c < 0x0E01) {
            return false;
        }
        if (c >= 0x3400 && c <= 0x9FFF) { // nearly all of Chinese
            return true;
        }
        return c <= 0x0EDF && c != 0x0E3F && c != 0x0E4F // Thai, Lao
                || c >= 0x1000 && c <= 0x109F && c != 0x104A && c != 0x104B // Burmese
                || c >= 0x1780 && c <= 0x17D3 // Khmer
                || c >= 0x2E80 && c <= 0x2FD5 // radicals
                || c >= 0x3005 && c <= 0x3007
                || c >= 0x3021 && c <= 0x3029
                || c >= 0x3041 && c <= 0x30FF && c != 0x3099 && c != 0x309A && c != 0x30A0 && c != 0x30FB // kana
                || c >= 0x3105 && c <= 0x318E
                || c >= 0x31A0 && c <= 0x31FF
                || c >= 0xAC00 && c <= 0xD7A3 // Hangul
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFF66 && c <= 0xFF9D
                || c >= 0x20000 && c <= 0x3FFFF;
    }

    /** Whether it is a compatibility form of a character, for old encodings. */
    private static boolean isCompatible(int c) {
        return c >= 0x2E80 && c <= 0x2FD5
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFF66 && c <= 0xFF9D
                || c >= 0x2F800 && c <= 0x2FA1F;
    }
}
