package org.dibao.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.json.Json;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.Headers;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.eventlog.TopicWriter;
import org.dibao.store.folding.Stories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The service on a real broker and the embedded database. Each test has a log and a database of its own. */
class StoreServiceTest {
    private static final Duration LONG = Duration.ofSeconds(40);

    @RegisterExtension
    private static final Surroundings surroundings = new Surroundings();

    @Test
    void aDayInTheNewsroomIsStoredAnnouncedAndReadable() throws Exception {
        List<ReceivedRecord> log = Stories.aDayInTheNewsroom();
        try (ConfigurableApplicationContext store =
                started("day", "--dibao.store.max-ids=3", "--dibao.store.max-contents=1KB")) {
            surroundings.append("day", log);
            announced("day", log.size());

            assertThat(surroundings.all("day-events").get(1).headers())
                    .containsEntry("ce_type", "org.dibao.article.published.v1");
            assertThat(json(store, "/articles/market", 200).get("status").asString())
                    .isEqualTo("withdrawn");
            assertThat(json(store, "/articles/market", 200)
                            .get("source")
                            .get("text")
                            .asString())
                    .isEqualTo("# Market is back");
            assertThat(json(store, "/public/articles/market", 410).get("type").asString())
                    .isEqualTo("/problems/gone");
            JsonNode grain = json(store, "/public/articles/grain", 200);
            assertThat(grain.get("html").asString()).isEqualTo("<p>Grain prices fall</p>");
            assertThat(grain.get("revision").asInt()).isEqualTo(3);
            assertThat(grain.has("source")).isFalse();
            assertThat(json(store, "/articles/grain/revisions/1", 200)
                            .get("title")
                            .asString())
                    .isEqualTo("Grain prices hold");
            assertThat(json(store, "/articles/market/revisions/5", 200)
                            .get("status")
                            .asString())
                    .isEqualTo("withdrawn");
            JsonNode page = json(store, "/articles/grain/revisions?limit=2", 200);
            assertThat(page.get("revisions")
                            .valueStream()
                            .map(r -> r.get("revision").asInt()))
                    .containsExactly(3, 2);
            JsonNode rest = json(store, "/articles/grain/revisions?limit=2&before=" + page.get("before"), 200);
            assertThat(rest.get("revisions")
                            .valueStream()
                            .map(r -> r.get("revision").asInt()))
                    .containsExactly(1);
            assertThat(rest.has("before")).isFalse();
            assertThat(Surroundings.post(store, "/public/articles/positions", "[\"grain\",\"market\",\"nothing\"]")
                            .body())
                    .isEqualTo("[" + json(store, "/articles/grain", 200).get("position") + ",null,null]");
            assertThat(Surroundings.post(store, "/public/articles/contents", "[\"market\",\"grain\"]")
                            .body())
                    .isEqualTo("null\n" + grain + "\n");
            assertThat(Surroundings.post(store, "/public/articles/positions", "[\"a\",\"b\",\"c\",\"d\"]")
                            .body())
                    .contains("at most 3 ids");
            assertThat(json(store, "/submissions/4", 200)
                            .get("result")
                            .get("outcome")
                            .asString())
                    .isEqualTo("repeated");
            assertThat(json(store, "/submissions/4", 200).get("status").asString())
                    .isEqualTo("decided");
            assertThat(json(store, "/site", 200).get("title").asString()).isEqualTo("The Gazette");
            for (String nothing : List.of(
                    "/submissions/999",
                    "/submissions/x",
                    "/articles/nobody",
                    "/public/articles/nobody",
                    "/nowhere",
                    "/articles/grain/revisions/99",
                    "/articles/grain/revisions/0",
                    "/articles/a%2Fb")) {
                json(store, nothing, 404);
            }
            assertThat(json(store, "/articles/grain/revisions/99", 404)
                            .get("detail")
                            .asString())
                    .isEqualTo(
                            "there is no revision 99 of article grain: \"dibao history grain\" shows which there are");
            assertThat(json(store, "/articles/grain/revisions?limit=x", 400)
                            .get("field")
                            .asString())
                    .isEqualTo("limit");

            String health = Surroundings.management(store, "/actuator/health").body();
            assertThat(health)
                    .contains("\"deadLetters\":2")
                    .contains("\"lag\":0")
                    .contains("\"database\":{\"status\":\"UP\"}");
            assertThat(Surroundings.management(store, "/actuator/health").statusCode())
                    .isEqualTo(200);
            String metrics =
                    Surroundings.management(store, "/actuator/prometheus").body();
            assertThat(metrics)
                    .contains("dibao_store_submissions_total{outcome=\"published\"} ")
                    .contains("dibao_store_dead_letters_total 2.0")
                    .contains("dibao_store_lag_positions 0.0");
        }
    }

    @Test
    void whateverSomebodyWritesToTheLogIsBuriedAsItWas() throws Exception {
        byte[] odd = {(byte) 0xFF, 0, (byte) 0xFE};
        Map<String, Object> config = new HashMap<>(surroundings.kafkaSettings().common());
        config.put("key.serializer", ByteArraySerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);
        try (ConfigurableApplicationContext store = started("odd");
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config)) {
            producer.send(new ProducerRecord<>("odd", 0, odd, null));
            ProducerRecord<byte[], byte[]> strange = new ProducerRecord<>("odd", 0, odd, odd);
            strange.headers()
                    .add("spring_json_header_types", "no json".getBytes(UTF_8))
                    .add("ce_type", odd)
                    .add("ce_type", null)
                    .add("twice", odd)
                    .add("twice", odd);
            producer.send(strange);
            producer.send(new ProducerRecord<>("odd", 0, null, new byte[0])).get();
            surroundings.append(
                    "odd", new Stories().publishes("a", "And on it goes").records());

            announced("odd", 4);
            assertThat(outcomes("odd"))
                    .hasExactlyElementsOfTypes(
                            Outcome.Unreadable.class,
                            Outcome.Unreadable.class,
                            Outcome.Unreadable.class,
                            Outcome.Published.class);
            await().atMost(LONG).until(() -> surroundings.all("odd.dlt").size() == 3);
            var dead = surroundings.records("odd.dlt").get(1);
            assertThat(dead.key()).isEqualTo(odd);
            assertThat(dead.value()).isEqualTo(odd);
            assertThat(dead.headers().headers("twice")).hasSize(2);
            assertThat(dead.headers().lastHeader(Headers.DEAD_POSITION).value()).isEqualTo("1".getBytes(UTF_8));
            assertThat(surroundings.records("odd.dlt").getFirst().value()).isNull();
        }
    }

    /** Anybody on the network can write it. */
    @Test
    void whatNoReleaseKnowsIsADeadLetterAndOneInAReplayToo() throws Exception {
        List<ReceivedRecord> log = new Stories()
                .publishes("a", "Before it")
                .aNewerReleaseWrites()
                .publishes("b", "After it")
                .records();
        Map<String, Object> before;
        try (ConfigurableApplicationContext store = started("unknown")) {
            surroundings.append("unknown", log);
            announced("unknown", 3);
            done(store, 3);
            assertThat(outcomes("unknown"))
                    .hasExactlyElementsOfTypes(
                            Outcome.Published.class, Outcome.Unreadable.class, Outcome.Published.class);
            before = surroundings.database("unknown");
        }
        surroundings.drop("unknown");
        try (ConfigurableApplicationContext store = started("unknown")) {
            done(store, 3);
            assertThat(surroundings.database("unknown")).isEqualTo(before);
            announced("unknown", 3);
            var dead = surroundings.records("unknown.dlt");
            assertThat(dead).hasSize(1);
            assertThat(dead.getFirst().headers().lastHeader(Headers.DEAD_REASON).value())
                    .asString(UTF_8)
                    .isEqualTo("this release does not know version 9 of org.dibao.submission.submit;"
                            + " upgrade, then `dibao dead-letters retry 1`");
        }
    }

    /** A newer release was here, and its database is gone: this one must not tell differently what has been told. */
    @Test
    void whatANewerReleaseHasAnnouncedIsWaitedForInAReplay() throws Exception {
        List<ReceivedRecord> log = new Stories()
                .publishes("a", "Before it")
                .aNewerReleaseWrites()
                .publishes("b", "After it")
                .records();
        try (ConfigurableApplicationContext store = started("held")) {
            surroundings.append("held", log.subList(0, 1));
            announced("held", 1);
            done(store, 1);
        }
        surroundings.append("held", log.subList(1, 3));
        try (TopicWriter newer = new TopicWriter(surroundings.kafkaSettings(), "held-events")) {
            newer.appendAll(LongStream.range(1, 3)
                    .mapToObj(position -> Codec.write(new ArticleEvent(
                            new Position(position), Instant.EPOCH, new Outcome.Unchanged(null, null, null))))
                    .toList());
        }
        surroundings.drop("held");
        try (ConfigurableApplicationContext store = surroundings.store("held")) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(Surroundings.management(store, "/actuator/health")
                                    .body())
                            .contains("\"status\":\"DOWN\"")
                            .contains("stopped before position 1")
                            .contains("needs a newer release"));
            json(store, "/articles/a", 200);
            json(store, "/articles/b", 404);
            announced("held", 3);
            assertThat(surroundings.all("held.dlt")).isEmpty();
        }
    }

    @Test
    void theGroupsOffsetTellsTheLag() throws Exception {
        try (ConfigurableApplicationContext store = started("lag");
                Admin admin = Admin.create(surroundings.kafkaSettings().common())) {
            List<ReceivedRecord> day = Stories.aDayInTheNewsroom();
            surroundings.append("lag", day);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(admin.listConsumerGroupOffsets("store-lag")
                                    .partitionsToOffsetAndMetadata()
                                    .get()
                                    .values())
                            .singleElement()
                            .extracting(offset -> offset.offset())
                            .isEqualTo((long) day.size()));
        }
    }

    @Test
    void afterARestartItGoesOnWhereItWas() throws Exception {
        List<ReceivedRecord> log = Stories.aDayInTheNewsroom();
        try (ConfigurableApplicationContext store = started("restart")) {
            surroundings.append("restart", log.subList(0, 20));
            announced("restart", 20);
        }
        surroundings.append("restart", log.subList(20, log.size()));
        try (ConfigurableApplicationContext store = started("restart")) {
            announced("restart", log.size());
            assertThat(json(store, "/articles/last", 200).get("title").asString())
                    .isEqualTo("Last words");
        }
    }

    @Test
    void aDroppedDatabaseIsMadeAnewAndNothingIsAnnouncedTwice() throws Exception {
        List<ReceivedRecord> log = Stories.aDayInTheNewsroom();
        Map<String, Object> before;
        try (ConfigurableApplicationContext store = started("dropped")) {
            surroundings.append("dropped", log);
            announced("dropped", log.size());
            done(store, log.size());
            before = surroundings.database("dropped");
        }
        surroundings.drop("dropped");
        try (ConfigurableApplicationContext store = started("dropped")) {
            done(store, log.size());
            assertThat(surroundings.database("dropped")).isEqualTo(before);
            announced("dropped", log.size());
            assertThat(surroundings.all("dropped.dlt")).hasSize(2);
        }
    }

    @Test
    void aStandbyTakesOver() throws Exception {
        List<ReceivedRecord> log = Stories.aDayInTheNewsroom();
        ConfigurableApplicationContext first = started("standby");
        try (ConfigurableApplicationContext second = surroundings.store("standby", "--dibao.store.instance=store-2")) {
            surroundings.append("standby", log.subList(0, 10));
            announced("standby", 10);
            first.close();
            surroundings.append("standby", log.subList(10, log.size()));
            announced("standby", log.size());
            done(second, log.size());
        }
    }

    @Test
    void aLogThatWasReplacedIsRefusedWithASentence() throws Exception {
        try (ConfigurableApplicationContext store = started("replaced")) {
            surroundings.append("replaced", new Stories().publishes("a", "One").records());
            announced("replaced", 1);
            done(store, 1);
        }
        try (Admin admin = Admin.create(surroundings.kafkaSettings().common())) {
            admin.deleteTopics(List.of("replaced")).all().get();
        }
        try (ConfigurableApplicationContext store = surroundings.store("replaced")) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(Surroundings.management(store, "/actuator/health")
                                    .body())
                            .contains("\"status\":\"DOWN\"")
                            .contains("`dibao rebuild`")
                            .contains("another log"));
            json(store, "/articles/a", 200);
        }
    }

    @Test
    void aTopicOfTwoPartitionsIsRefusedWithASentence() throws Exception {
        try (Admin admin = Admin.create(surroundings.kafkaSettings().common())) {
            admin.createTopics(List.of(new NewTopic("two", 2, (short) 1))).all().get();
        }
        try (ConfigurableApplicationContext store = surroundings.store("two")) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(Surroundings.management(store, "/actuator/health")
                                    .body())
                            .contains("\"status\":\"DOWN\"")
                            .contains("has 2 partitions and must have one"));
        }
    }

    private static ConfigurableApplicationContext started(String name, String... settings) {
        ConfigurableApplicationContext store = surroundings.store(name, settings);
        Surroundings.awaitHealth(store, "UP");
        return store;
    }

    /** Exactly one event for each position, in order, and no more. */
    private static void announced(String name, int count) {
        await().atMost(LONG).until(() -> surroundings.all(name + "-events").size() >= count);
        assertThat(surroundings.all(name + "-events"))
                .extracting(event -> Long.parseLong(event.headers().get(Headers.ID)))
                .containsExactlyElementsOf(LongStream.range(0, count).boxed().toList());
    }

    private static void done(ConfigurableApplicationContext store, int count) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(Surroundings.management(store, "/actuator/health")
                                .body())
                        .contains("\"position\":" + (count - 1) + ","));
    }

    private static List<Outcome> outcomes(String name) throws Exception {
        List<Outcome> outcomes = new java.util.ArrayList<>();
        for (ReceivedRecord event : surroundings.all(name + "-events")) {
            ArticleEvent read = Codec.readEvent(event.headers(), event.value());
            outcomes.add(read.outcome());
        }
        return outcomes;
    }

    private static JsonNode json(ConfigurableApplicationContext store, String path, int status) throws Exception {
        var answer = Surroundings.get(store, path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValue(status < 400 ? "application/json" : "application/problem+json");
        return Json.read(answer.body(), JsonNode.class);
    }
}
