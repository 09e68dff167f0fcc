package org.dibao.render.body;

/** Character classes. */
final class CharacterClasses {
    private CharacterClasses() {}

    /** White space of any kind, control characters, and zero-width characters. */
    static boolean isSpace(int c) {
        return c <= ' '
                || c >= 0x7F && c <= 0xA0
                || c == 0x3000
                || c >= 0x2000 && c <= 0x200D
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x2060
                || c == 0xFEFF
                || c == 0x1680;
    }

    static boolean isBlank(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Characters that are counted individually: ideographs and kana. */
    static boolean isIdeograph(int c) {
        return c >= 0x2E80
                && (c >= 0x3040 && c <= 0x30FF
                        || c >= 0x3400 && c <= 0x4DBF
                        || c >= 0x4E00 && c <= 0x9FFF
                        || c >= 0xF900 && c <= 0xFAFF
                        || c >= 0x20000 && c <= 0x3FFFF
                        || c == 0x3007);
    }

    /** The text without white space of any kind at either end. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }
}
