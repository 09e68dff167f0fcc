package org.dibao.delivery;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import org.dibao.contract.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A subscriber's server on loopback: verifies each message, keeps what it got, and misbehaves as it is told to. */
final class Target implements AutoCloseable {
    /** What it does with a request: it has the message, unless it fails. */
    enum Manner {
        RELIABLE,
        /** Fails at random, before or after it has kept the message. */
        FAILING,
        /** Never answers. */
        SILENT,
        /** Answers late. */
        SLOW,
        /** Closes the connection instead of answering, often after it has kept the message. */
        CUTTING
    }

    final String name;
    final Manner manner;
    private final HttpServer server;
    private final Random random;
    private final long late;
    private volatile @Nullable String secret;

    private final List<Long> firsts = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();
    private final Map<String, Long> latest = new HashMap<>();
    private final Map<Long, String> ids = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int messages;

    /** @param late how long a slow one takes, milliseconds */
    Target(String name, Manner manner, long seed, long late) {
        this.name = name;
        this.manner = manner;
        this.random = new Random(seed);
        this.late = late;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    void verifiedWith(String given) {
        secret = given;
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        double dice;
        synchronized (random) {
            dice = random.nextDouble();
        }
        try {
            switch (manner) {
                case RELIABLE -> keep(exchange, body);
                case FAILING -> {
                    if (dice < 0.1) {
                        exchange.sendResponseHeaders(500, -1);
                        return;
                    }
                    keep(exchange, body);
                    if (dice < 0.2) {
                        exchange.sendResponseHeaders(503, -1);
                        return;
                    }
                }
                case SILENT -> {
                    Thread.sleep(600_000);
                    return;
                }
                case SLOW -> {
                    keep(exchange, body);
                    Thread.sleep(late);
                }
                case CUTTING -> {
                    if (dice > 0.1) {
                        keep(exchange, body);
                    }
                    if (dice < 0.3) {
                        return;
                    }
                }
            }
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private synchronized void keep(HttpExchange exchange, byte[] body) {
        messages++;
        String text = new String(body, StandardCharsets.UTF_8);
        JsonNode event = Json.read(text, JsonNode.class);
        long position = event.path("data").path("position").asLong(-1);
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        verify(exchange, text);
        if (!id.equals(ids.computeIfAbsent(position, _ -> id))) {
            wrong.add("position " + position + " has two ids: " + ids.get(position) + " and " + id);
        }
        if (!seen.add(position)) {
            return;
        }
        firsts.add(position);
        String article = event.path("subject").asString("");
        Long before = latest.put(article, position);
        if (before != null && before > position) {
            wrong.add("of " + article + " position " + position + " came after " + before);
        }
    }

    private void verify(HttpExchange exchange, String text) {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values));
        try {
            new Webhook(String.valueOf(secret)).verify(text, HttpHeaders.of(headers, (_, _) -> true));
        } catch (Exception e) {
            wrong.add("a signature is wrong: " + e);
        }
    }

    /** The positions that it has, in the order in which each came for the first time. */
    synchronized List<Long> received() {
        return List.copyOf(firsts);
    }

    synchronized int count() {
        return seen.size();
    }

    synchronized boolean has(long position) {
        return seen.contains(position);
    }

    synchronized int repetitions() {
        return messages - seen.size();
    }

    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
