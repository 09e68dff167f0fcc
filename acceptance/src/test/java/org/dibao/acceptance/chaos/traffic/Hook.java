package org.dibao.acceptance.chaos.traffic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.dibao.acceptance.client.Site;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A subscriber's server, which fails every now and then: before it has taken an event, or after. It fails once for an event, since
 * the delay grows with each failure, and nobody learns more from half a minute than from some seconds.
 */
public final class Hook implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int WELL = 20;

    private final HttpServer server;
    private final Random random;
    private final Map<Long, String> ids = new ConcurrentHashMap<>();
    private final Map<String, Long> lastOf = new HashMap<>();
    private final Set<Long> failed = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();
    private String address = "";
    private int repeated;

    public Hook(long seed) {
        this.random = new Random(seed);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    /** From now on it is called. */
    public void subscribe(Site site) {
        address = site.publisher("POST", "/api/subscriptions")
                .body(
                        "application/json",
                        "{\"name\":\"chaos\",\"target\":\"http://127.0.0.1:"
                                + server.getAddress().getPort() + "/\"}")
                .send()
                .expect(201)
                .required("Location");
    }

    /** Nobody calls it any more. */
    public void unsubscribe(Site site) {
        site.publisher("DELETE", address).send();
    }

    private void take(HttpExchange exchange) throws IOException {
        JsonNode event = JSON.readTree(exchange.getRequestBody().readAllBytes());
        long position = event.at("/data/position").asLong(-1);
        int mood = mood(position);
        if (mood > 0) {
            note(
                    position,
                    event.path("subject").asString(""),
                    String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id")));
        }
        if (mood == 1) {
            exchange.close(); // taken, and nobody is told
            return;
        }
        exchange.sendResponseHeaders(mood == 0 ? 503 : 204, -1);
        exchange.close();
    }

    private synchronized int mood(long position) {
        int mood = random.nextInt(WELL);
        return mood > 1 || failed.add(position) ? mood : WELL;
    }

    private synchronized void note(long position, String article, String id) {
        String before = ids.putIfAbsent(position, id);
        if (before != null) {
            repeated++;
            if (!before.equals(id)) {
                wrong.add("position " + position + " came as " + before + " and as " + id);
            }
            return;
        }
        Long last = lastOf.put(article, position);
        if (last != null && last > position && !article.isEmpty()) {
            wrong.add("of " + article + " position " + position + " came after " + last);
        }
    }

    /** The positions that it has. */
    public Set<Long> positions() {
        return ids.keySet();
    }

    /** What must not be: an event under two ids, the events of an article out of order. */
    public synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    public synchronized int repeated() {
        return repeated;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
