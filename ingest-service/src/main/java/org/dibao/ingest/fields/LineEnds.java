package org.dibao.ingest.fields;

/**
 * Normalizes texts, whatever editor or checkout wrote them: lines end in LF, with no byte order mark before them and no
 * blank lines after them. The same article is therefore recognised as unchanged.
 */
public final class LineEnds {
    private LineEnds() {}

    /** With LF instead of CRLF or CR. */
    public static String unix(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** A normalized body; empty if it contains only blank lines. */
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

    /** The body of a file, with a line end after its last line too. */
    public static String fileBody(String text) {
        String body = body(text);
        return body.isEmpty() || body.endsWith("\n") ? body : body + "\n";
    }

    private static boolean isWhite(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }
}
