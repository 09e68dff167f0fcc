package org.dibao.kramdown.scan;

/** Classes of characters as kramdown's patterns see them: some know ASCII only, some all of Unicode. */
public final class Characters {
    private Characters() {}

    /** White space, ASCII only: a full-width space is an ordinary character. */
    public static boolean isSpace(int c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    public static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    public static boolean isAsciiLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** A letter, a digit or an underscore of ASCII. */
    public static boolean isWord(int c) {
        return isAsciiLetter(c) || isDigit(c) || c == '_';
    }

    /** A letter, mark, number or connector of any script: what a word boundary is measured by. */
    public static boolean isUnicodeWord(int c) {
        return c < 128 ? isWord(c) : isLetterOrMark(c) || isNumberOrConnector(c);
    }

    private static boolean isLetterOrMark(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isNumberOrConnector(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.CONNECTOR_PUNCTUATION -> true;
            default -> Character.isAlphabetic(c);
        };
    }

    public static boolean isLetter(int c) {
        return c < 128 ? isAsciiLetter(c) : Character.isAlphabetic(c);
    }

    public static boolean isLetterOrDigit(int c) {
        return c < 128 ? isAsciiLetter(c) || isDigit(c) : Character.isAlphabetic(c) || Character.isDigit(c);
    }

    /** Whether a word ends or begins at this place. */
    public static boolean isWordBoundary(CharSequence text, int at) {
        boolean before = at > 0 && isUnicodeWord(Character.codePointBefore(text, at));
        boolean after = at < text.length() && isUnicodeWord(Character.codePointAt(text, at));
        return before != after;
    }

    /** The first place after {@code from} that is not white space. */
    public static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The text without white space at its end. */
    public static String stripEnd(String text) {
        return text.substring(0, endWithoutSpace(text, 0, text.length()));
    }

    /** Where a range ends without white space at its end. */
    public static int endWithoutSpace(String text, int from, int to) {
        int end = to;
        while (end > from && (isSpace(text.charAt(end - 1)) || text.charAt(end - 1) == 0)) {
            end--;
        }
        return end;
    }

    public static String strip(String text) {
        String stripped = stripEnd(text);
        return stripped.substring(skipSpace(stripped, 0));
    }
}
