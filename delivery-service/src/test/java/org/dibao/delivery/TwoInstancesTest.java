package org.dibao.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.CardBuilder;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.wire.Codec;
import org.dibao.delivery.Target.Manner;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.embedded.EmbeddedMongo;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSetup;
import org.dibao.eventlog.TopicWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two instances share the subscriptions; whichever is asked gives the same answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoInstancesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int EACH = 4;

    @TempDir
    static Path folder = Path.of("");

    private final Target reliable = new Target("reliable", Manner.RELIABLE, 1, 0);
    private final Target silent = new Target("silent", Manner.SILENT, 1, 0);
    private EmbeddedKafka kafka;
    private EmbeddedMongo mongo;
    private TopicWriter publications;
    private Instance first;
    private Instance second;
    private long published;

    @BeforeAll
    void start() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        mongo = EmbeddedMongo.inMemory();
        KafkaSettings settings = new KafkaSettings(kafka.bootstrapServers());
        TopicSetup.createOrVerify(settings, "articles", 1);
        TopicSetup.createOrVerify(settings, "publications", 1);
        publications = new TopicWriter(settings, "publications");
        first = new Instance("delivery-1", folder, settings());
        second = new Instance("delivery-2", folder, settings());
        first.start();
        second.start();
        await().atMost(PATIENCE).until(first::isReady);
        await().atMost(PATIENCE).until(second::isReady);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("dibao.kafka.bootstrap-servers", kafka.bootstrapServers());
        settings.put("dibao.delivery.mongo-uri", mongo.uri("delivery"));
        settings.put("dibao.delivery.key-file", folder.resolve("key").toString());
        settings.put("dibao.delivery.target.allow", "127.0.0.0/8");
        settings.put("dibao.delivery.target.ports", "1-65535");
        return settings;
    }

    @AfterAll
    void end() {
        first.close();
        second.close();
        publications.close();
        mongo.close();
        kafka.close();
        reliable.close();
        silent.close();
    }

    private JsonNode subscribe(Target target, Object filter) {
        return first.send(
                "POST",
                "/subscriptions",
                Map.of("name", target.name, "target", target.address(), "filter", filter, "after", "latest"),
                201);
    }

    private long publish(String category) {
        publications
                .append(Codec.write(new Publication(
                        new Position(published),
                        Instant.now(),
                        new Result(
                                Result.Kind.PUBLISHED,
                                201,
                                new ArticleId("article-" + published),
                                Revision.FIRST,
                                new ArticlePath("/" + published + ".html"),
                                null,
                                null),
                        CardBuilder.builder()
                                .title("潮汐 " + published)
                                .date(OffsetDateTime.parse("2026-11-01T08:00:00+08:00"))
                                .modifiedAt(Instant.now())
                                .categories(List.of(category))
                                .build(),
                        null,
                        null,
                        new TreeSet<>(List.of(PurgeKey.HOME)))))
                .join();
        return published++;
    }

    private static JsonNode counts(int subscriptions, int delivered, int pending) {
        return Json.mapper()
                .valueToTree(Map.of(
                        "subscriptions",
                        subscriptions,
                        "delivered",
                        delivered,
                        "pending",
                        pending,
                        "parked",
                        0,
                        "unknown",
                        0));
    }

    private void bothSay(long position, JsonNode counts) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (Instance instance : List.of(first, second)) {
                JsonNode answer = instance.send("GET", "/events/" + position + "/deliveries", null, 200);
                assertThat(answer.properties()).containsExactlyInAnyOrderElementsOf(counts.properties());
            }
        });
    }

    @Test
    void bothKnowToWhomAnEventWasDelivered() {
        long before = publish("river");
        bothSay(before, counts(0, 0, 0)); // what begins from now on begins after it
        for (int i = 0; i < EACH; i++) {
            reliable.verifiedWith(subscribe(reliable, Map.of("category", "river"))
                    .path("secret")
                    .asString(""));
            subscribe(silent, Map.of());
        }
        long river = publish("river");
        long sea = publish("sea");

        bothSay(before, counts(0, 0, 0));
        bothSay(river, counts(2 * EACH, EACH, EACH));
        bothSay(sea, counts(EACH, 0, EACH));

        first.kill();
        first.start();
        await().atMost(PATIENCE).until(first::isReady);
        bothSay(river, counts(2 * EACH, EACH, EACH));
        bothSay(sea, counts(EACH, 0, EACH));
        first.send("GET", "/events/" + (published + 1) + "/deliveries", null, 404);
    }

    /** Both look at the same version; what the one says about it holds for the other. */
    @Test
    void ofTwoChangesOfOneVersionOneIsMade() {
        String at = "/subscriptions/" + subscribe(silent, Map.of()).path("id").asString("");
        for (int round = 0; round < 8; round++) {
            String version =
                    first.exchange("GET", at, null).headers().firstValue("ETag").orElseThrow();
            var here = async(() -> first.exchange("PATCH", at, Map.of("name", "first"), "If-Match", version)
                    .statusCode());
            var there = async(() -> second.exchange("PATCH", at, Map.of("name", "second"), "If-Match", version)
                    .statusCode());

            assertThat(List.of(here.join(), there.join())).as("round %d", round).containsExactlyInAnyOrder(200, 412);
            String made = here.join() == 200 ? "first" : "second";
            await().atMost(PATIENCE).untilAsserted(() -> {
                for (Instance instance : List.of(first, second)) {
                    assertThat(instance.send("GET", at, null, 200).path("name").asString(""))
                            .isEqualTo(made);
                }
            });
        }
        first.send("DELETE", at, null, 204);
    }

    /** Changes of different members, which nobody has tied to a version, are both made. */
    @Test
    void changesByTwoInstancesDoNotUndoOneAnother() {
        String at = "/subscriptions/" + subscribe(silent, Map.of()).path("id").asString("");
        for (int round = 1; round <= 8; round++) {
            int number = round;
            var here = async(() -> first.send("PATCH", at, Map.of("name", "round " + number), 200));
            var there = async(() -> second.send("PATCH", at, Map.of("maxConcurrent", number), 200));
            here.join();
            there.join();

            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                JsonNode now = first.send("GET", at, null, 200);
                assertThat(now.path("name").asString("")).isEqualTo("round " + number);
                assertThat(now.path("maxConcurrent").asInt()).isEqualTo(number);
            });
        }
        second.send("DELETE", at, null, 204);
    }

    private static <T> CompletableFuture<T> async(Supplier<T> request) {
        return CompletableFuture.supplyAsync(request);
    }
}
