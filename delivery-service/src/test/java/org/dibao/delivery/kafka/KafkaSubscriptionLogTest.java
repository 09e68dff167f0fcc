package org.dibao.delivery.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibao.contract.article.Position;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.subscription.Subscription.Ordering;
import org.dibao.delivery.subscription.Subscription.Payload;
import org.dibao.delivery.subscription.SubscriptionBuilder;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSetup;
import org.dibao.support.access.Secret;
import org.dibao.support.work.Workers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaSubscriptionLogTest {
    private static final String TOPIC = "subscriptions";
    private static final int PARTITIONS = 2;
    private static final int MANY = 2_000;
    private static final int INSTANCES = 4;
    private static final int CHANGES_OF_EACH = 15;

    @TempDir
    static Path folder = Path.of("");

    private EmbeddedKafka kafka;
    private KafkaSettings settings;
    private Workers workers;
    private KafkaSubscriptionLog log;

    @BeforeAll
    void start() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        settings = new KafkaSettings(kafka.bootstrapServers());
        TopicSetup.createOrVerifyCompacted(settings, TOPIC, PARTITIONS, 1);
        workers = new Workers("writes", 1 + INSTANCES, 100, new SimpleMeterRegistry());
        log = started();
    }

    @AfterAll
    void end() {
        log.close();
        workers.close();
        kafka.close();
    }

    private KafkaSubscriptionLog started() {
        KafkaSubscriptionLog started =
                new KafkaSubscriptionLog(settings, TOPIC, new Secret("0123456789abcdef0123456789abcdef"), workers);
        started.start(PARTITIONS, _ -> {}, _ -> {});
        await().until(started::isComplete);
        return started;
    }

    /** As when 10,000 leases of the hub are renewed in the same minute. */
    @Test
    void manyChangesAtOnceAreAllMadeSoon() {
        Instant began = Instant.now();
        List<String> made = Flux.range(0, MANY)
                .flatMap(i -> log.put(subscription("sub_many" + i)), MANY)
                .map(versioned -> versioned.subscription().id())
                .collectList()
                .block(Duration.ofSeconds(30));

        assertThat(made).hasSize(MANY);
        System.out.println(
                MANY + " changes in " + Duration.between(began, Instant.now()).toMillis() + " ms");
        assertThat(log.all()).hasSizeGreaterThanOrEqualTo(MANY);
    }

    /** Each sees what the one before it has made, even though they are written together. */
    @Test
    void changesOfOneSubscriptionFollowOneAnother() {
        log.put(subscription("sub_counted")).block();

        Flux.range(0, 40)
                .flatMap(
                        _ -> log.change(
                                "sub_counted",
                                _ -> {},
                                one -> SubscriptionBuilder.builder(one)
                                        .maxConcurrent(one.maxConcurrent() + 1)
                                        .build()),
                        40)
                .blockLast();

        assertThat(log.find("sub_counted"))
                .hasValueSatisfying(
                        one -> assertThat(one.subscription().maxConcurrent()).isEqualTo(41));
    }

    /** None gives up because others are always faster. */
    @Test
    void changesByManyInstancesAtOnceAreAllMade() {
        log.put(subscription("sub_contended")).block();
        List<KafkaSubscriptionLog> instances =
                IntStream.range(0, INSTANCES).mapToObj(_ -> started()).toList();

        Flux.fromIterable(instances)
                .flatMap(
                        instance -> Flux.range(0, CHANGES_OF_EACH)
                                .concatMap(_ -> instance.change(
                                        "sub_contended",
                                        _ -> {},
                                        one -> SubscriptionBuilder.builder(one)
                                                .maxConcurrent(one.maxConcurrent() + 1)
                                                .build())),
                        INSTANCES)
                .blockLast();

        await().untilAsserted(() -> assertThat(log.find("sub_contended"))
                .hasValueSatisfying(one ->
                        assertThat(one.subscription().maxConcurrent()).isEqualTo(1 + INSTANCES * CHANGES_OF_EACH)));
        instances.forEach(KafkaSubscriptionLog::close);
    }

    @Test
    void countsFollowWhatIsPutReplacedAndDeleted() {
        log.put(ofKind("counted", "sub_a", "https://A.example/1")).block();
        log.put(ofKind("counted", "sub_a", "https://a.example/1")).block();
        log.put(ofKind("counted", "sub_b", "https://a.example/2")).block();
        log.put(ofKind("counted", "sub_c", "https://c.example/")).block();
        assertThat(log.count("counted")).isEqualTo(3);
        assertThat(log.count("counted", "A.Example")).isEqualTo(2);

        log.put(ofKind("counted", "sub_a", "https://c.example/1")).block();
        log.delete("sub_b").block();
        log.delete("sub_b").block();
        assertThat(log.count("counted")).isEqualTo(2);
        assertThat(log.count("counted", "a.example")).isZero();
        assertThat(log.count("counted", "c.example")).isEqualTo(2);
        assertThat(log.count("other")).isZero();

        KafkaSubscriptionLog other = started();
        assertThat(other.count("counted", "c.example"))
                .as("in another instance")
                .isEqualTo(2);
        other.close();
    }

    @Test
    void oneThatWasKilledWhileItWroteHoldsNobodyUp() {
        String id = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "sub_after" + i)
                .filter(one -> log.partition(one) == 0)
                .findFirst()
                .orElseThrow();
        Map<String, Object> config = new HashMap<>(settings.common());
        config.put("transactional.id", "dibao-" + TOPIC + "-0");
        config.put("transaction.timeout.ms", 10_000);
        try (KafkaProducer<String, byte[]> killed =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            killed.initTransactions();
            killed.beginTransaction();
            killed.send(new ProducerRecord<>(TOPIC, 0, "sub_half", new byte[1]));
            killed.flush();

            Instant began = Instant.now();
            KafkaSubscriptionLog other = started();
            assertThat(other.put(subscription(id)).block()).isNotNull();
            await().until(() -> log.find(id).isPresent());
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(log.find("sub_half")).isEmpty();
            assertThat(log.unreadable()).isEmpty();
            other.close();
        }
    }

    private static Subscription ofKind(String kind, String id, String target) {
        return SubscriptionBuilder.builder(subscription(id))
                .kind(kind)
                .target(URI.create(target))
                .build();
    }

    private static Subscription subscription(String id) {
        return SubscriptionBuilder.builder()
                .id(id)
                .name(id)
                .kind(Subscription.WEBHOOK)
                .target(URI.create("https://example.org/hook"))
                .payload(Payload.THIN)
                .ordering(Ordering.ARTICLE)
                .maxConcurrent(1)
                .after(Position.NONE)
                .createdAt(Instant.EPOCH)
                .build();
    }
}
