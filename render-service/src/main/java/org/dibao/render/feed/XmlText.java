package org.dibao.render.feed;

/**
 * Removes what XML 1.0 cannot represent, not even escaped: most control characters, lone surrogates, U+FFFE and U+FFFF.
 */
final class XmlText {
    private XmlText() {}

    static String clean(String text) {
        return text.codePoints().allMatch(XmlText::isAllowed)
                ? text
                : text.codePoints()
                        .filter(XmlText::isAllowed)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** On one line, without white space at either end. */
    static String line(String text) {
        return clean(text).replaceAll("[\\s\\u0085\\u2028\\u2029]+", " ").strip();
    }

    /** XML 1.0, production 2. */
    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= ' ' && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }
}
