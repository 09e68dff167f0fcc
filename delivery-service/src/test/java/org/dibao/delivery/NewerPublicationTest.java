package org.dibao.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.delivery.Target.Manner;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.embedded.EmbeddedMongo;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSetup;
import org.dibao.eventlog.TopicWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publication of a newer release, against the order of upgrades: it is waited for, also after a restart, and health says so. */
class NewerPublicationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String WHY =
            "a record of type org.dibao.article.printed.v2 needs a newer release of this service";

    @Test
    void nobodyIsTakenPastItAndWhatCameBeforeIsDelivered(@TempDir Path folder) {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                EmbeddedMongo mongo = EmbeddedMongo.inMemory();
                Target target = new Target("reliable", Manner.RELIABLE, 1, 0);
                Instance delivery = new Instance(
                        "delivery",
                        folder,
                        Map.of(
                                "dibao.kafka.bootstrap-servers", kafka.bootstrapServers(),
                                "dibao.delivery.mongo-uri", mongo.uri("delivery"),
                                "dibao.delivery.key-file", folder.resolve("key").toString(),
                                "dibao.delivery.target.allow", "127.0.0.0/8",
                                "dibao.delivery.target.ports", "1-65535"))) {
            KafkaSettings settings = new KafkaSettings(kafka.bootstrapServers());
            TopicSetup.createOrVerify(settings, "articles", 1);
            TopicSetup.createOrVerify(settings, "publications", 1);
            delivery.start();
            await().atMost(PATIENCE).until(delivery::isReady);
            target.verifiedWith(delivery.send(
                            "POST",
                            "/subscriptions",
                            Map.of("name", "all", "target", target.address(), "after", "latest"),
                            201)
                    .path("secret")
                    .asString(""));

            try (TopicWriter publications = new TopicWriter(settings, "publications")) {
                publications.appendAll(List.of(revised(0), revised(1), newer(2), revised(3)));
            }
            await().atMost(PATIENCE).until(() -> target.count() == 2);
            await().atMost(PATIENCE).until(() -> delivery.health().contains(WHY));
            assertThat(delivery.isReady()).isFalse();

            delivery.kill();
            delivery.start();
            String behind = "offset 2 of publications cannot be read: " + WHY;
            await().atMost(PATIENCE).until(() -> delivery.health().contains(behind));
            assertThat(delivery.isReady()).isFalse();
            assertThat(delivery.log()).containsOnlyOnce(behind);
            assertThat(target.received()).containsExactly(0L, 1L);
            assertThat(target.wrong()).isEmpty();
        }
    }

    private static EventMessage revised(long position) {
        return Codec.write(Publications.revised(position, "article-" + position, Instant.now(), card -> card));
    }

    private static EventMessage newer(long position) {
        return new EventMessage(
                null,
                Map.of("ce_id", Long.toString(position), "ce_type", "org.dibao.article.printed.v2"),
                new byte[] {'{', '}'});
    }
}
