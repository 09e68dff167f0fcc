package org.dibao.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** A connection to a gateway, down to the bytes. */
final class Wire implements AutoCloseable {
    /** @param headers by name in lower case, with the values of each in their order */
    record Response(String status, SortedMap<String, List<String>> headers, byte[] body) {

        String header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst().orElse("");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final Socket socket;
    private final InputStream in;

    Wire(Gateway gateway) throws IOException {
        socket = new Socket("127.0.0.1", gateway.port());
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    static String request(String method, String target, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: paper.example\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
    }

    Response exchange(String method, String target, String... headers) throws IOException {
        send(request(method, target, headers));
        return read(method.equals("HEAD"));
    }

    /** The next response. */
    Response read(boolean toHead) throws IOException {
        String status = line();
        SortedMap<String, List<String>> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] header = line.split(": ?", 2);
            headers.computeIfAbsent(header[0].toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(header[1]);
        }
        Response head = new Response(status, headers, new byte[0]);
        if (status.contains(" 100 ")) {
            return head;
        }
        boolean none = toHead || status.contains(" 304 ") || status.contains(" 204 ");
        if (!none && head.header("transfer-encoding").equals("chunked")) {
            return new Response(status, headers, chunks());
        }
        String length = head.header("content-length");
        byte[] body =
                none ? new byte[0] : length.isEmpty() ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        return new Response(status, headers, body);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            all.write(in.readNBytes(size));
            line();
        }
        line();
        return all.toByteArray();
    }

    boolean isClosed() throws IOException {
        return in.read() < 0;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed after: " + line);
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
