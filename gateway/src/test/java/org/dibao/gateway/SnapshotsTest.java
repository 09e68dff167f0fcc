package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.gateway.FakeService.Reply;
import org.dibao.gateway.FakeService.Seen;
import org.dibao.gateway.publications.FakePublications;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** {@code after=snapshot} and {@code include=article}, which ask the store how articles are now. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotsTest {
    private final Gateway gateway = Gateway.on(
            new FakePublications(-1),
            Map.of(
                    "dibao.gateway.events.recent", "20",
                    "dibao.gateway.events.max-positions", "7",
                    "dibao.gateway.events.max-contents", "5"));

    /** The live articles: the position that made each what it is. */
    private final Map<String, Long> live = new ConcurrentHashMap<>();

    @BeforeEach
    void theStoreAnswers() {
        gateway.store.answers(this::store);
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    private Reply store(Seen question) {
        List<String> ids = List.of(Json.read(question.body(), String[].class));
        if (ids.size() > (question.uri().endsWith("/positions") ? 7 : 5)) {
            return Reply.json(400, Map.of("detail", "too many ids"));
        }
        return switch (question.uri()) {
            case "/public/articles/positions" ->
                Reply.json(200, ids.stream().map(live::get).toList());
            case "/public/articles/contents" ->
                new Reply(
                        200,
                        Map.of("Content-Type", "application/x-ndjson"),
                        ids.stream() // at most three at once
                                .limit(3)
                                .map(id -> live.containsKey(id) ? text(id) : "null")
                                .collect(Collectors.joining("\n", "", "\n")));
            default -> throw new IllegalStateException(question.uri());
        };
    }

    private String text(String id) {
        return Json.text(Map.of("id", id, "html", "<p>text\u2028of " + id + " at " + live.get(id)));
    }

    private long publish(String id) {
        long at = gateway.log.nextPosition();
        live.put(id, at); // the store has it before it is published
        gateway.publish(Samples.publication(at, Samples.live(id, 1)));
        return at;
    }

    private long withdraw(String id) {
        long at = gateway.log.nextPosition();
        live.remove(id);
        gateway.publish(Samples.publication(at, Samples.bare(Result.Kind.WITHDRAWN, id, null, 200, null)));
        return at;
    }

    private JsonNode page(String query) {
        HttpResponse<String> page = gateway.get("/api/events/page?limit=7&" + query);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        return Gateway.json(page);
    }

    /** Whatever a subscriber makes of the events it has got is what the store has, however it changes meanwhile. */
    @Test
    void aSnapshotAndWhatFollowsGiveExactlyTheLiveArticles() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 150; i++) {
            change(random);
        }
        Map<String, Long> mirror = new HashMap<>();
        List<Long> positions = new ArrayList<>();
        JsonNode page = page("after=snapshot");
        int known = live.size();
        long end = gateway.log.nextPosition();
        for (int changes = 0; ; page = page("after=" + page.get("cursor").asString())) {
            for (JsonNode event : page.get("events")) {
                long at = event.get("position").asLong();
                positions.add(at);
                if (event.get("event").asString().equals("withdrawn")) {
                    mirror.remove(event.get("article").asString());
                } else {
                    mirror.put(event.get("article").asString(), at);
                }
            }
            if (!page.get("more").asBoolean()) {
                break;
            }
            if (changes++ < 30) {
                change(random);
            }
        }
        assertThat(mirror).as("seed %s", seed).isEqualTo(live);
        assertThat(positions).as("seed %s", seed).isSorted().doesNotHaveDuplicates();
        assertThat(positions.stream().filter(at -> at < end).count())
                .as("seed %s", seed)
                .isLessThanOrEqualTo(known);
    }

    private void change(Random random) {
        String id = "a" + random.nextInt(40);
        if (live.containsKey(id) && random.nextInt(3) == 0) {
            withdraw(id);
        } else {
            publish(id);
        }
    }

    @Test
    void aStreamSaysWhenItsSnapshotIsComplete() throws Exception {
        try (Gateway own = Gateway.on(new FakePublications(-1))) {
            own.store.answers(_ -> Reply.json(200, java.util.Arrays.asList(0L, null)));
            own.publish(Samples.publication(0, Samples.live("a", 1)));
            own.publish(Samples.publication(1, Samples.live("b", 1)));
            try (var lines = own.client
                    .send(
                            own.request("/api/events?after=snapshot", it -> it.GET(), "Accept", "application/x-ndjson"),
                            HttpResponse.BodyHandlers.ofLines())
                    .body()) {
                List<JsonNode> events =
                        lines.limit(3).map(it -> Json.read(it, JsonNode.class)).toList();
                assertThat(events.stream().map(it -> it.get("event").asString()))
                        .containsExactly("cursor", "published", "cursor");
                assertThat(events.stream().map(it -> it.get("cursor").asString()))
                        .containsExactly("beginning-TheLogId.1", "0-TheLogId.1", "1-TheLogId");
            }
        }
    }

    @Test
    void wholeArticlesAreAsTheyAreNow() {
        String cursor = page("after=latest").get("cursor").asString();
        for (String id : List.of("x1", "x2", "x3", "x4", "x5")) {
            publish(id);
        }
        publish("x2");
        withdraw("x3");

        JsonNode events = page("include=article&after=" + cursor).get("events");

        assertThat(events.valueStream().map(it -> it.get("article").asString()))
                .containsExactly("x1", "x2", "x3", "x4", "x5", "x2", "x3");
        assertThat(events.valueStream().map(it -> it.path("content").toString()))
                .containsExactly(text("x1"), text("x2"), "", text("x4"), text("x5"), text("x2"), "");
        String raw =
                gateway.get("/api/events/page?include=article&after=" + cursor).body();
        assertThat(raw).doesNotContain("\u2028").contains("\\u2028");
    }

    /** Its text had been given to somebody, and may still be in memory. */
    @Test
    void aWithdrawnTextIsNeverShown() {
        String cursor = page("after=latest").get("cursor").asString();
        publish("secret");
        assertThat(page("include=article&after=" + cursor).toString()).contains("text\u2028of secret");

        withdraw("secret");

        assertThat(page("include=article&after=" + cursor).toString()).doesNotContain("text\u2028of");
    }

    @Test
    void subscribersAtTheSamePlaceShareOneQuestion() {
        String cursor = page("after=latest").get("cursor").asString();
        publish("y");
        int before = gateway.store.seen.size();

        page("include=article&after=" + cursor);
        page("include=article&after=" + cursor);

        assertThat(gateway.store.seen).hasSize(before + 1);
    }

    @Test
    void whileTheStoreDoesNotAnswerAPageIsRefusedAndAStreamComesBack() throws Exception {
        String cursor = page("after=latest").get("cursor").asString();
        publish("z");
        gateway.store.answers(_ -> Reply.problem(503, "/problems/unavailable", "The database is away."));

        assertThat(gateway.get("/api/events/page?include=article&after=" + cursor)
                        .statusCode())
                .isEqualTo(503);
        assertThat(gateway.get("/api/events?include=article&after=" + cursor).body())
                .contains("event: closing", "the store does not answer")
                .doesNotContain("event: published");
    }

    @Test
    void aStoreThatAnswersNothingIsNotAskedForEver() {
        String cursor = page("after=latest").get("cursor").asString();
        publish("w");
        gateway.store.answers(_ -> new Reply(200, Map.of("Content-Type", "application/x-ndjson"), ""));

        assertThat(gateway.get("/api/events/page?include=article&after=" + cursor)
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    void eventsNameTheKeysOfThePagesThatChangedToWhoAsks() {
        String cursor = page("after=latest").get("cursor").asString();
        long at = gateway.log.nextPosition();
        gateway.publish(Samples.publication(at, Samples.live("keyed", 1), "article:keyed", "home"));

        JsonNode event = page("include=purge&after=" + cursor).get("events").get(0);

        assertThat(event.get("purge").valueStream().map(JsonNode::asString)).containsExactly("article:keyed", "home");
        assertThat(page("after=" + cursor).get("events").get(0).has("purge")).isFalse();
    }

    @Test
    void onlyArticlesAndKeysCanBeIncluded() {
        HttpResponse<String> answer = gateway.get("/api/events?include=everything");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Gateway.json(answer).get("detail").asString()).contains("include", "article");
    }
}
