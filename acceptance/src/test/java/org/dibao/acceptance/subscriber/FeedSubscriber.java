package org.dibao.acceptance.subscriber;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A WebSub subscriber on loopback, which confirms what it is asked for unless it is told not to. */
public final class FeedSubscriber implements AutoCloseable {

    /** Something that was sent to it. */
    public record Content(
            String type, String link, @Nullable String signature, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final HttpServer server;
    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private final List<Content> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private volatile boolean confirms = true;

    public FeedSubscriber() {
        try {
            server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/push", this::answer);
        server.start();
    }

    public URI callback() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/push?reader=7");
    }

    public FeedSubscriber confirming(boolean yes) {
        confirms = yes;
        return this;
    }

    /** What it answers from now on to content. */
    public void answering(int with) {
        status.set(with);
    }

    /** The parameters of each question that it was asked, in order. */
    public List<Map<String, String>> asked() {
        return asked;
    }

    /** What was sent to it, whatever it answered, in order. */
    public List<Content> received() {
        return received;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("GET")) {
                Map<String, String> parameters =
                        parameters(exchange.getRequestURI().getRawQuery());
                asked.add(parameters);
                byte[] challenge = parameters.getOrDefault("hub.challenge", "").getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(
                        confirms ? 200 : 404, confirms && challenge.length > 0 ? challenge.length : -1);
                if (confirms && challenge.length > 0) {
                    exchange.getResponseBody().write(challenge);
                }
            } else {
                var headers = exchange.getRequestHeaders();
                received.add(new Content(
                        String.valueOf(headers.getFirst("Content-Type")),
                        String.valueOf(headers.getFirst("Link")),
                        headers.getFirst("X-Hub-Signature"),
                        exchange.getRequestBody().readAllBytes()));
                exchange.sendResponseHeaders(status.get(), -1);
            }
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
