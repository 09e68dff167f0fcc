package org.dibao.kramdown.scan;

import static org.dibao.kramdown.scan.Characters.isBlank;
import static org.dibao.kramdown.scan.Characters.isSpace;

/** Places in a text counted by lines. Every text of blocks ends with a line feed. */
public final class Lines {
    /** The answer of scanners that find nothing. */
    public static final int NONE = -1;

    private Lines() {}

    /** The character there, or 0 at the end. */
    public static char at(String text, int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : 0;
    }

    /** The first place of the next line. */
    public static int next(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }

    /** Skips up to three spaces. */
    public static int margin(String text, int from) {
        int at = from;
        while (at < from + 3 && at(text, at) == ' ') {
            at++;
        }
        return at;
    }

    /** The place after all empty lines that begin here, or {@link #NONE}. */
    public static int afterBlank(String text, int from) {
        int end = NONE;
        for (int at = from; at < text.length() && isSpace(text.charAt(at)); at++) {
            if (text.charAt(at) == '\n') {
                end = at + 1;
            }
        }
        return end;
    }

    /** The place after the line's end if only white space is left on the line, or {@link #NONE}. */
    public static int restIsEmpty(String text, int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            if (text.charAt(at++) == '\n') {
                return at;
            }
        }
        return NONE;
    }

    /** The place after four spaces or a tab, or {@link #NONE}. */
    public static int indent(String text, int from) {
        if (at(text, from) == '\t') {
            return from + 1;
        }
        return text.startsWith("    ", from) ? from + 4 : NONE;
    }

    public static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Whether the line has anything but white space. */
    public static boolean hasText(String text, int from) {
        for (int at = from; at < text.length() && text.charAt(at) != '\n'; at++) {
            if (!isSpace(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    /** Removes one indentation of four spaces or a tab from every line. */
    public static String outdent(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            int content = indent(text, at);
            int end = next(text, at);
            result.append(text, content == NONE ? at : content, end);
            at = end;
        }
        return result.toString();
    }
}
