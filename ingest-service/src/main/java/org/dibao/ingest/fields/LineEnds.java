package org.dibao.ingest.fields;

/**
 * Texts in one form, whatever editor or checkout wrote them: lines end in LF, no byte order mark stands before them and no
 * blank lines behind them. So the same article is known to be the same.
 */
public final class LineEnds {
    private LineEnds() {}

    /** With LF for CRLF and for CR. */
    public static String unix(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** A body in one form; empty if it holds nothing but blank lines. */
    public static String body(String text) {
        String lines = unix(text.startsWith("\uFEFF") ? text.substring(1) : text);
        int end = lines.length();
        int firstBreak = -1;
        while (end > 0 && isWhite(lines.charAt(end - 1))) {
            end--;
            firstBreak = lines.charAt(end) == '\n' ? end : firstBreak;
        }
        return end == 0 ? "" : firstBreak < 0 ? lines : lines.substring(0, firstBreak + 1);
    }

    /** A body of a file, whose last line ends as the others do. */
    public static String fileBody(String text) {
        String body = body(text);
        return body.isEmpty() || body.endsWith("\n") ? body : body + "\n";
    }

    private static boolean isWhite(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }
}
