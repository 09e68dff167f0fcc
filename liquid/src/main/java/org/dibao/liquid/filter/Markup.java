package org.dibao.liquid.filter;

/** HTML as Liquid's filters see it. Each text is gone through once. */
final class Markup {
    private Markup() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Leaves what is escaped already. */
    static String escapedOnce(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '&' -> out.append(isEntity(text, i + 1) ? "&" : "&amp;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isEntity(String text, int from) {
        boolean number = from < text.length() && text.charAt(from) == '#';
        int start = number ? from + 1 : from;
        int end = start;
        while (end < text.length() && end - start < 40 && isEntityCharacter(text.charAt(end), number)) {
            end++;
        }
        return end > start && end < text.length() && text.charAt(end) == ';';
    }

    private static boolean isEntityCharacter(char c, boolean number) {
        return number ? c >= '0' && c <= '9' : c < 128 && Character.isLetter(c);
    }

    /** Without scripts, styles and comments, then without tags. */
    static String withoutTags(String text) {
        String plain = without(without(without(text, "<script", "</script>"), "<!--", "-->"), "<style", "</style>");
        return without(plain, "<", ">");
    }

    private static String without(String text, String open, String close) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        for (int start = text.indexOf(open); start >= 0; start = text.indexOf(open, at)) {
            int end = text.indexOf(close, start + open.length());
            if (end < 0) {
                break;
            }
            out.append(text, at, start);
            at = end + close.length();
        }
        return out.append(text, at, text.length()).toString();
    }
}
