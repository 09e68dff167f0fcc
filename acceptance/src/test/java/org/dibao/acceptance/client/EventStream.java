package org.dibao.acceptance.client;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A subscriber to {@code /api/events}: server-sent events, as WHATWG HTML defines them. */
public final class EventStream implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One event; {@code id} is the cursor, {@code name} its {@code event:} field. */
    public record Received(String id, String name, String data) {
        /** What its cursor begins with, as text. */
        public String position() {
            return id.split("-", 2)[0];
        }

        public JsonNode json() {
            return JSON.readTree(data);
        }

        /** Whether it speaks of this article anywhere. */
        public boolean mentions(String word) {
            return data.contains(word);
        }
    }

    private final Call call;
    private final HttpResponse<InputStream> response;
    private final List<Received> events = new CopyOnWriteArrayList<>();
    private final StringBuffer raw = new StringBuffer();
    private volatile @Nullable AssertionError notAllowed;

    private EventStream(Call call, HttpResponse<InputStream> response) {
        this.call = call;
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    /** Opens the stream; from then on it holds whatever is pushed. */
    public static EventStream open(Call call) {
        HttpResponse<InputStream> response =
                call.with("Accept", "text/event-stream").open();
        if (response.statusCode() != 200) {
            throw new AssertionError("the event stream answered " + response.statusCode());
        }
        return new EventStream(call, response);
    }

    public @Nullable String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    /** @throws AssertionError if the site does not say that there may be an event like one of them */
    public List<Received> events() {
        AssertionError refused = notAllowed;
        if (refused != null) {
            throw refused;
        }
        return List.copyOf(events);
    }

    /** Everything that came over the line. */
    public String raw() {
        return raw.toString();
    }

    public Received awaitEvent(Predicate<Received> wanted) {
        return await().atMost(Duration.ofSeconds(10))
                .until(() -> events().stream().filter(wanted).findFirst(), found -> found.isPresent())
                .orElseThrow();
    }

    private void read() {
        String id = "";
        String name = "message";
        StringBuilder data = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                raw.append(line).append('\n');
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        check(data.toString());
                        events.add(new Received(id, name, data.toString()));
                    }
                    name = "message";
                    data.setLength(0);
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(data.isEmpty() ? "" : "\n")
                            .append(line.substring(5).strip());
                }
            }
        } catch (IOException closed) {
            // The test closed the stream, or the server went away: what came until then counts.
        }
    }

    private void check(String data) {
        try {
            call.checkItem(response, data);
        } catch (AssertionError e) {
            notAllowed = e;
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            // Nothing is lost by a stream that cannot be closed.
        }
    }
}
