package org.dibao.cli;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The status and headers of an HTTP/1.1 response (RFC 9112); header names in lower case. */
record HttpHead(int status, Map<String, String> headers) {
    private static final int LONGEST_LINE = 64 * 1024;

    static HttpHead read(InputStream in) throws IOException {
        String line = line(in);
        String[] words = line.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.")) {
            throw new IOException("not an HTTP/1.1 response: " + line);
        }
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            if (colon > 0) {
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
        }
        try {
            return new HttpHead(Integer.parseInt(words[1]), headers);
        } catch (NumberFormatException e) {
            throw new IOException("not an HTTP/1.1 response: " + line, e);
        }
    }

    /** The body that follows this head; the stream ends where the body ends. */
    InputStream body(InputStream in) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            return new ChunkedInput(in);
        }
        String length = headers.get("content-length");
        if (length != null) {
            return new ChunkedInput(in, Long.parseLong(length));
        }
        return in;
    }

    static String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || bytes.size() > LONGEST_LINE) {
                throw new EOFException("the server closed the connection");
            }
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
