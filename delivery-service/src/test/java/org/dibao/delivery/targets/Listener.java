package org.dibao.delivery.targets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that counts its connections and answers each request as it is told to, byte by byte. */
public final class Listener implements AutoCloseable {
    public static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    final AtomicInteger accepted = new AtomicInteger();
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** Answers one connection for as long as it likes. */
    public interface Talk {
        void with(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Thread accepting;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private Listener(String address, int port, Talk talk) {
        try {
            this.server = new ServerSocket(port, 100, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.accepting = Thread.ofVirtual().start(() -> accept(talk));
    }

    public static Listener talking(Talk talk) {
        return new Listener("127.0.0.1", 0, talk);
    }

    static Listener at(String address, String answer) {
        return at(address, 0, answer);
    }

    static Listener at(String address, int port, String answer) {
        Listener[] self = new Listener[1];
        self[0] = new Listener(address, port, (in, out) -> self[0].answerEach(in, out, answer));
        return self[0];
    }

    /** Answers every request on every connection with the same bytes. */
    public static Listener answering(String answer) {
        return at("127.0.0.1", answer);
    }

    private void answerEach(InputStream in, OutputStream out, String answer) throws IOException {
        while (read(in)) {
            out.write(answer.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    /** Reads one request; false at the end. */
    boolean read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.UTF_8);
        String length = text.lines()
                .filter(line -> line.toLowerCase().startsWith("content-length:"))
                .findFirst()
                .map(line -> line.substring(15).strip())
                .orElse("0");
        requests.add(text + new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8));
        return true;
    }

    private void accept(Talk talk) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> talk(socket, talk));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void talk(Socket socket, Talk talk) {
        try (socket) {
            talk.with(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException | InterruptedException e) {
            // the other side has gone
        }
    }

    /** The requests that were read: head and body. */
    public List<String> requests() {
        return requests;
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            accepting.join(); // until then it may still be connected to
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
