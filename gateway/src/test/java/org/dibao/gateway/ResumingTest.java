package org.dibao.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Card;
import org.dibao.contract.publication.CardBuilder;
import org.dibao.contract.publication.Former;
import org.dibao.contract.publication.Publication;
import org.dibao.gateway.publications.FakePublications;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Clients that are cut off at random, by gateways that come and go, have every event once and in order at the end. */
@Timeout(120)
class ResumingTest {
    private static final int EVENTS = 3000;
    private static final List<String> CATEGORIES = List.of("sport", "news", "river");
    private static final long FIRST = 100;

    private final long seed = Long.getLong("dibao.seed", System.nanoTime());
    private final FakePublications log = new FakePublications(FIRST - 1);
    private final List<Publication> published = new ArrayList<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile Gateway first = gateway();
    private volatile Gateway second = gateway();

    private Gateway gateway() {
        return Gateway.on(log, Map.of("dibao.gateway.events.recent", 50)); // most is read from the past
    }

    @Test
    void everyClientHasEveryEventOnceAndInOrder() throws Exception {
        System.out.println("ResumingTest seed " + seed);
        Random random = new Random(seed);
        List<Client> clients = new ArrayList<>();
        for (String form : List.of("sse", "ndjson", "page")) {
            clients.add(new Client(form, "", event -> event.result().outcome().isFact(), random.nextLong()));
            clients.add(new Client(form, "category=sport", event -> concerns(event, "sport"), random.nextLong()));
        }
        List<CompletableFuture<List<Long>>> results = clients.stream()
                .map(client -> CompletableFuture.supplyAsync(client, Thread::startVirtualThread))
                .toList();

        for (int i = 0; i < EVENTS; i++) {
            Publication event = event(FIRST + i, random);
            published.add(event);
            log.publish(event);
            if (i % 1000 == 999) {
                restart(i);
            } else if (i % 10 == 0) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(10));
            }
        }
        log.publish(lastForAll());

        for (int i = 0; i < clients.size(); i++) {
            List<Long> expected = published.stream()
                    .filter(clients.get(i).wanted)
                    .map(event -> event.position().value())
                    .toList();
            assertThat(results.get(i))
                    .as("%s, seed %s", clients.get(i), seed)
                    .succeedsWithin(Duration.ofSeconds(20))
                    .isEqualTo(expected);
        }
        assertThat(cuts.get()).as("breaks").isGreaterThan(100);
        first.close();
        second.close();
        http.shutdownNow();
    }

    private void restart(int turn) {
        if (turn % 2000 > 1000) {
            first.close();
            first = gateway();
        } else {
            second.close();
            second = gateway();
        }
    }

    private static Publication event(long position, Random random) {
        String id = "a" + random.nextInt(50);
        if (random.nextInt(5) == 0) {
            return Samples.publication(position, Samples.drafted(id));
        }
        Former former = random.nextInt(3) == 0
                ? null
                : new Former(new ArticlePath("/x.html"), List.of(category(random)), List.of(), List.of(), null);
        Publication live = Samples.publication(position, Samples.live(id, 1 + random.nextInt(3)));
        boolean withdrawn = former != null && random.nextInt(4) == 0;
        Result result = withdrawn ? Samples.bare(Result.Kind.WITHDRAWN, id, null, 200, null) : live.result();
        Card card = withdrawn
                ? null
                : CardBuilder.builder(requireNonNull(live.card()))
                        .categories(List.of(category(random)))
                        .build();
        return new Publication(live.position(), live.at(), result, card, former, "zh-CN", live.purge());
    }

    private static Publication lastForAll() {
        Publication last = Samples.publication(FIRST + EVENTS, Samples.live("last", 1));
        Card card = CardBuilder.builder(requireNonNull(last.card()))
                .categories(CATEGORIES)
                .build();
        return new Publication(last.position(), last.at(), last.result(), card, null, "zh-CN", last.purge());
    }

    private static String category(Random random) {
        return CATEGORIES.get(random.nextInt(CATEGORIES.size()));
    }

    private static boolean concerns(Publication event, String category) {
        return event.card() != null && event.card().categories().contains(category)
                || event.before() != null && event.before().categories().contains(category);
    }

    /** Reads until the last event, and is cut off again and again on the way. */
    private final class Client implements java.util.function.Supplier<List<Long>> {
        final String form;
        final String query;
        final Predicate<Publication> wanted;
        private final Random random;
        private final List<Long> seen = new ArrayList<>();
        private @Nullable String cursor;
        private long reached = FIRST - 1;

        Client(String form, String query, Predicate<Publication> wanted, long seed) {
            this.form = form;
            this.query = query;
            this.wanted = wanted;
            this.random = new Random(seed);
        }

        @Override
        public List<Long> get() {
            while (reached < FIRST + EVENTS) {
                try {
                    if (form.equals("page")) {
                        page();
                    } else {
                        stream();
                    }
                } catch (IOException e) {
                    // a gateway is gone
                }
                cuts.incrementAndGet();
            }
            return seen;
        }

        @Override
        public String toString() {
            return form + " " + query + ", at " + reached;
        }

        private URI target(String path) throws IOException {
            Gateway gateway = random.nextBoolean() ? first : second;
            String after = "after=" + (cursor == null ? FIRST - 1 : cursor);
            URI target = gateway.at(path + "?" + after + (query.isEmpty() ? "" : "&" + query));
            if (target.getPort() < 0) { // looked at once: it may be closed at any time
                throw new IOException("it is being restarted");
            }
            return target;
        }

        private void stream() throws IOException {
            HttpResponse<InputStream> response = send(HttpRequest.newBuilder(target("/api/events"))
                    .header("Accept", form.equals("sse") ? "text/event-stream" : "application/x-ndjson"));
            int lines = 1 + random.nextInt(200); // then it is cut off, within an event or after it
            try (var in = new BufferedReader(new java.io.InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                if (response.statusCode() != 200) {
                    return;
                }
                String data = "";
                String id = "";
                for (String line = in.readLine(); line != null && lines-- > 0; line = in.readLine()) {
                    if (form.equals("ndjson")) {
                        if (!line.isEmpty()) {
                            take(line, null);
                        }
                    } else if (line.isEmpty() && !data.isEmpty()) {
                        take(data, id.isEmpty() ? null : id);
                        data = "";
                    } else if (line.startsWith("data: ")) {
                        data = line.substring(6);
                    } else if (line.startsWith("id: ")) {
                        id = line.substring(4);
                    }
                    if (reached == FIRST + EVENTS) {
                        return;
                    }
                }
            }
        }

        private void page() throws IOException {
            HttpResponse<InputStream> response = send(HttpRequest.newBuilder(URI.create(target("/api/events/page")
                    + "&limit=" + (1 + random.nextInt(200)) + "&wait=" + random.nextInt(2))));
            try (InputStream in = response.body()) {
                if (response.statusCode() != 200) {
                    return;
                }
                JsonNode page = Json.mapper().readTree(in.readAllBytes());
                for (JsonNode event : page.get("events")) {
                    take(event.toString(), null);
                }
                moveTo(page.get("cursor").asString());
            }
        }

        private void take(String json, @Nullable String id) {
            JsonNode event = Json.mapper().readTree(json);
            String kind = event.path("event").asString();
            if (kind.equals("closing")) {
                return;
            }
            if (!kind.equals("cursor") && event.get("position").asLong() < FIRST + EVENTS) {
                assertThat(event.get("previous").asLong())
                        .as("the event before, as %s %s has it", form, query)
                        .isEqualTo(reached);
                seen.add(event.get("position").asLong());
            }
            moveTo(id == null ? event.get("cursor").asString() : id);
        }

        private void moveTo(String to) {
            cursor = to;
            reached = Long.parseLong(to.split("-")[0]);
        }

        private HttpResponse<InputStream> send(HttpRequest.Builder request) throws IOException {
            try {
                return http.send(
                        request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofInputStream());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
