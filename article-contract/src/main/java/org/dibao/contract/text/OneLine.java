package org.dibao.contract.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of several lines on one: a space stands for each run of white space, and nothing for a line break between two
 * characters of scripts that are written without spaces, or beside their punctuation (CSS Text 3, 4.1.3). A line
 * separator (U+2028) is a break that its author meant; a space stands for it. Takes linear time.
 */
public final class OneLine {
    /** A break that its author meant, such as {@code <br>}. */
    public static final char MEANT = '\u2028';

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\u0085]+");

    private OneLine() {}

    public static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        Matcher space = SPACE.matcher(text);
        int from = 0;
        while (space.find()) {
            line.append(text, from, space.start());
            from = space.end();
            boolean end = line.isEmpty() || from == text.length();
            if (!end
                    && !(isBreak(space.group())
                            && isJoined(line.codePointBefore(line.length()), text.codePointAt(from)))) {
                line.append(' ');
            }
        }
        return line.append(text, from, text.length()).toString();
    }

    private static boolean isBreak(String space) {
        return (space.indexOf('\n') >= 0 || space.indexOf('\r') >= 0) && space.indexOf(MEANT) < 0;
    }

    private static boolean isJoined(int before, int after) {
        return isPunctuation(before)
                || isPunctuation(after)
                || isWide(before) && (isWide(after) || isShared(after))
                || isShared(before) && isWide(after);
    }

    /** Ideographs, kana and the like; Korean is written with spaces. */
    private static boolean isWide(int c) {
        return c >= 0x2E80 && c < 0x3130
                || c >= 0x3190 && c < 0xA4D0
                || c >= 0xF900 && c < 0xFB00
                || c >= 0xFE30 && c < 0xFE50
                || c >= 0xFF01 && c < 0xFFA0
                || c >= 0x1B000 && c < 0x1B300
                || c >= 0x20000 && c < 0x40000;
    }

    /** Has the space of half a character about it. */
    private static boolean isPunctuation(int c) {
        return c >= 0x3001 && c <= 0x3003
                || c >= 0x3008 && c <= 0x3011
                || c >= 0x3014 && c <= 0x301F
                || c >= 0xFF01 && c <= 0xFF0F
                || c >= 0xFF1A && c <= 0xFF20
                || c >= 0xFF3B && c <= 0xFF3D
                || c >= 0xFF5B && c <= 0xFF65;
    }

    /** Quotation marks, dashes and dots that Chinese has in common with English. */
    private static boolean isShared(int c) {
        return c >= 0x2014 && c <= 0x201F || c == 0x2026;
    }
}
