package org.dibao.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.reactivestreams.client.MongoClients;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.dibao.contract.wire.Codec;
import org.dibao.delivery.Target.Manner;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.embedded.EmbeddedMongo;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSetup;
import org.dibao.eventlog.TopicWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/**
 * Two instances before a real broker, which are killed again and again while targets fail in every way and the database is
 * dropped: nothing is lost, no article's events overtake one another, and what comes twice has the same id. With
 * {@code -Ddelivery.full=true} 50 targets get 10,000 events each, which takes about half an hour; how far it has got is printed.
 */
class UnderFireTest {
    private static final boolean FULL = Boolean.getBoolean("delivery.full");
    private static final int TARGETS = FULL ? 50 : 12;
    private static final int EVENTS = FULL ? 10_000 : 240;
    private static final int KILLS = FULL ? 60 : 2;
    private static final Duration PATIENCE = FULL ? Duration.ofMinutes(60) : Duration.ofSeconds(90);
    private static final Duration LOOK = FULL ? Duration.ofSeconds(10) : Duration.ofMillis(100);

    @TempDir
    static Path folder = Path.of("");

    private final long seed = Long.getLong("dibao.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Target> targets = new ArrayList<>();
    private long published;

    @Test
    void nothingIsLostOrOutOfOrder() throws Exception {
        System.out.println("seed " + seed + " (-Ddibao.seed)");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                EmbeddedMongo mongo = EmbeddedMongo.inMemory();
                TopicWriter publications =
                        new TopicWriter(new KafkaSettings(kafka.bootstrapServers()), "publications")) {
            TopicSetup.createOrVerify(new KafkaSettings(kafka.bootstrapServers()), "articles", 1);
            TopicSetup.createOrVerify(new KafkaSettings(kafka.bootstrapServers()), "publications", 1);
            Map<String, String> settings = settings(kafka, mongo);
            try (Instance first = new Instance("delivery-1", folder, settings);
                    Instance second = new Instance("delivery-2", folder, settings)) {
                first.start();
                second.start();
                await().atMost(PATIENCE).until(first::isReady);
                await().atMost(PATIENCE).until(second::isReady);
                subscribe(first);
                for (int kill = 0; kill < KILLS; kill++) {
                    publish(publications, EVENTS / (KILLS + 1));
                    awaitProgress();
                    Duration pause = Duration.ofMillis(random.nextInt(FULL ? 2500 : 500));
                    await().pollDelay(pause).atMost(PATIENCE).until(() -> true);
                    if (FULL) {
                        tell("kill " + (kill + 1) + " of " + KILLS);
                    }
                    Instance victim = random.nextBoolean() ? first : second;
                    victim.kill();
                    publish(publications, 5);
                    victim.start();
                    if (kill == KILLS / 2) {
                        drop(mongo);
                    }
                }
                await().atMost(PATIENCE).until(first::isReady);
                await().atMost(PATIENCE).until(second::isReady);
                publish(publications, Math.max(0, EVENTS - Math.toIntExact(published)));
                awaitEverything();

                takesOver(first, second, publications);

                JsonNode statuses =
                        second.send("GET", "/subscriptions", null, 200).path("subscriptions");
                assertThat(statuses)
                        .hasSize(TARGETS)
                        .allSatisfy(one -> assertThat(
                                        one.path("status").path("state").asString(""))
                                .isIn("active", "failing"));
                String some = statuses.get(0).path("id").asString("");
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(second.send("GET", "/subscriptions/" + some + "/attempts", null, 200)
                                                .path("attempts"))
                                        .as("the dropped database fills again")
                                        .isNotEmpty());
            }
        } finally {
            targets.forEach(Target::close);
        }
        for (Target target : targets) {
            assertThat(target.wrong()).as("%s, seed %d", target.name, seed).isEmpty();
            System.out.println(
                    target.name + ": " + target.count() + " events, " + target.repetitions() + " repetitions");
        }
    }

    /** Every kill finds deliveries under way, however long instances take to start. */
    private void awaitProgress() {
        int before = received();
        await().atMost(PATIENCE).until(() -> received() >= before + TARGETS * (FULL ? 40 : 4));
    }

    private int received() {
        return targets.stream().mapToInt(Target::count).sum();
    }

    /** One that is killed and does not come back. */
    private void takesOver(Instance first, Instance second, TopicWriter publications) {
        first.kill();
        publish(publications, 3);
        Instant killed = Instant.now();
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(targets)
                        .filteredOn(target -> target.manner == Manner.RELIABLE)
                        .allSatisfy(
                                target -> assertThat(target.has(published - 1)).isTrue()));
        Duration took = Duration.between(killed, Instant.now());
        System.out.println("taken over after " + took.toMillis() + " ms");
        assertThat(took).isLessThan(Duration.ofSeconds(10));
        awaitEverything();
    }

    private void awaitEverything() {
        await().atMost(PATIENCE).pollInterval(LOOK).untilAsserted(() -> {
            if (FULL) {
                tell("waiting");
            }
            assertThat(targets)
                    .filteredOn(target -> target.manner != Manner.SILENT)
                    .allSatisfy(
                            target -> assertThat(target.count()).as(target.name).isEqualTo(published));
        });
        assertThat(targets)
                .filteredOn(target -> target.manner != Manner.SILENT)
                .allSatisfy(target -> assertThat(new HashSet<>(target.received()))
                        .as(target.name)
                        .isEqualTo(LongStream.range(0, published).boxed().collect(Collectors.toSet())));
    }

    /** How far each kind of target has got: the one that is furthest behind, and the one that is furthest ahead. */
    private void tell(String what) {
        Map<Manner, IntSummaryStatistics> counts = targets.stream()
                .collect(Collectors.groupingBy(
                        target -> target.manner, TreeMap::new, Collectors.summarizingInt(Target::count)));
        StringBuilder line = new StringBuilder();
        counts.forEach((manner, count) -> line.append(", ")
                .append(manner)
                .append(' ')
                .append(count.getMin())
                .append(" to ")
                .append(count.getMax()));
        System.out.println(
                Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + what + ", " + published + " published" + line);
    }

    private Map<String, String> settings(EmbeddedKafka kafka, EmbeddedMongo mongo) {
        Map<String, String> settings = new HashMap<>();
        settings.put("dibao.kafka.bootstrap-servers", kafka.bootstrapServers());
        settings.put("dibao.delivery.mongo-uri", mongo.uri("delivery"));
        settings.put("dibao.delivery.key-file", folder.resolve("key").toString());
        settings.put("dibao.delivery.retry-delays", "100ms,300ms,1s");
        settings.put("dibao.delivery.target.allow", "127.0.0.0/8");
        settings.put("dibao.delivery.target.ports", "1-65535");
        if (FULL) {
            settings.put("dibao.delivery.max-concurrent", "400");
            settings.put("dibao.delivery.target.max-per-host", "800");
            settings.put("dibao.delivery.target.max-connections", "1500");
            settings.put("dibao.delivery.target.max-idle", "1500");
        }
        settings.put("dibao.delivery.target.timeout", FULL ? "30s" : "5s");
        settings.put("dibao.delivery.target.first-byte-timeout", FULL ? "25s" : "4s");
        return settings;
    }

    private void subscribe(Instance at) {
        for (int i = 0; i < TARGETS; i++) {
            Manner manner = i < TARGETS / 5
                    ? Manner.FAILING
                    : i == TARGETS / 5
                            ? Manner.SLOW
                            : i == TARGETS / 5 + 1
                                    ? Manner.CUTTING
                                    : i < TARGETS / 5 + 4 ? Manner.SILENT : Manner.RELIABLE;
            Target target = new Target(manner + " " + i, manner, seed + i, FULL ? 20_000 : 1_000);
            targets.add(target);
            String secret = at.send(
                            "POST",
                            "/subscriptions",
                            Map.of(
                                    "name",
                                    target.name,
                                    "target",
                                    target.address(),
                                    "maxConcurrent",
                                    manner == Manner.SLOW ? FULL ? 400 : 100 : 8,
                                    "paused",
                                    true,
                                    "after",
                                    "earliest"),
                            201)
                    .path("secret")
                    .asString("");
            target.verifiedWith(secret);
        }
        at.send("GET", "/subscriptions", null, 200)
                .path("subscriptions")
                .forEach(one ->
                        at.send("POST", "/subscriptions/" + one.path("id").asString("") + "/resume", null, 200));
    }

    private void publish(TopicWriter publications, int count) {
        for (int i = 0; i < count; i++) {
            String article = "article-" + random.nextInt(EVENTS / 4);
            publications
                    .append(Codec.write(Publications.revised(published, article, Instant.now(), card -> card)))
                    .join();
            published++;
        }
    }

    private static void drop(EmbeddedMongo mongo) {
        try (var client = MongoClients.create(mongo.uri("delivery"))) {
            Flux.from(client.getDatabase("delivery").drop()).blockLast();
        }
    }
}
