package org.dibao.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A POST over HTTP/1.1 that reads the response while the request body is still being sent.
 *
 * <p>The JDK's client reads nothing before the whole body has been sent. With many thousands of result lines both sides
 * would fill their buffers and wait for each other forever. The request asks for {@code 100-continue}, so that a
 * refusal (such as a wrong key) arrives before the body is sent.
 */
final class DuplexPost implements AutoCloseable {
    private static final Duration CONTINUE_WITHIN = Duration.ofSeconds(2);

    private final Socket socket;
    private final InputStream in;
    private final int status;
    private final InputStream body;
    private @Nullable volatile IOException sendFailure;
    private volatile long lastSent = System.nanoTime();

    /** Writes a request's body. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Sends the request; returns when the response head has arrived, while the request body may still be in transit.
     *
     * @param idle how long neither the body nor the response may make progress
     */
    static DuplexPost send(URI uri, Map<String, String> headers, Body body, Duration idle) throws IOException {
        return new DuplexPost(uri, headers, body, idle);
    }

    private DuplexPost(URI uri, Map<String, String> headers, Body content, Duration idle) throws IOException {
        socket = connect(uri);
        try {
            OutputStream out = new BufferedOutputStream(new Watched(socket.getOutputStream()), 64 * 1024);
            in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            out.write(head(uri, headers).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            HttpHead head = answersWithin(CONTINUE_WITHIN) ? HttpHead.read(in) : null;
            if (head == null || head.status() == 100) {
                Thread.ofVirtual().name("import-body").start(() -> sendBody(content, out));
                awaitAnswer(idle);
                head = HttpHead.read(in);
                while (head.status() < 200) {
                    head = HttpHead.read(in);
                }
            }
            status = head.status();
            body = head.body(in);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    int status() {
        return status;
    }

    /** The response body, as it arrives. */
    InputStream body() {
        return body;
    }

    /** Why the body could not be sent completely, if so. */
    @Nullable
    IOException sendFailure() {
        return sendFailure;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Through a proxy, the response may not start before everything has been sent. */
    private void awaitAnswer(Duration idle) throws IOException {
        while (!answersWithin(idle)) {
            if (System.nanoTime() - lastSent > idle.toNanos()) {
                throw new SocketTimeoutException("the server sends nothing");
            }
        }
        socket.setSoTimeout((int) idle.toMillis());
    }

    private boolean answersWithin(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        in.mark(1);
        try {
            if (in.read() < 0) {
                throw new IOException("the server closed the connection");
            }
            in.reset();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** Records when something was last sent. */
    private final class Watched extends FilterOutputStream {
        Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            lastSent = System.nanoTime();
        }
    }

    private void sendBody(Body content, OutputStream out) {
        try {
            var chunked = new ChunkedOutput(out);
            content.writeTo(chunked);
            chunked.close();
        } catch (Throwable e) { // an Error too: otherwise the server would wait for the rest, and the reader for the
            // server
            sendFailure = e instanceof IOException failure ? failure : new IOException(e.toString(), e);
            try {
                // A truncated body must not look complete. The server's response so far can still be read.
                socket.shutdownOutput();
            } catch (IOException ignored) {
                // The connection is already closed.
            }
        }
    }

    private static Socket connect(URI uri) throws IOException {
        boolean tls = "https".equals(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        var plain = new Socket();
        plain.setTcpNoDelay(true);
        try {
            plain.connect(new InetSocketAddress(uri.getHost(), port), 5000);
            if (!tls) {
                return plain;
            }
            var secure = (SSLSocket)
                    ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, uri.getHost(), port, true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return secure;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private static String head(URI uri, Map<String, String> headers) {
        var head = new StringBuilder("POST " + uri.getRawPath()
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()) + " HTTP/1.1\r\n");
        head.append("Host: ").append(uri.getRawAuthority()).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("Transfer-Encoding: chunked\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n")
                .toString();
    }
}
