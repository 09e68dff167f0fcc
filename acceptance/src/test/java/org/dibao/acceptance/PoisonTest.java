package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.system.Running;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Somebody else writes to the log what is no submission: what follows is live within seconds, and nothing is lost. */
@ExtendWith(Running.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoisonTest {
    private static final String TYPE = "org.dibao.submission.withdraw.v1";
    /** The largest that the topic takes, without its headers. */
    private static final int LARGE = 8 * 1024 * 1024 - 1024;

    private final Site site;
    private final Map<Long, String> written = new TreeMap<>();
    private Answer next = null;

    PoisonTest(Site site) {
        this.site = site;
    }

    @BeforeAll
    void poisonOfEveryKindAndThenAnArticle() throws Exception {
        byte[] large = new byte[LARGE];
        Arrays.fill(large, (byte) ' ');
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", site.kafka(), "max.request.size", 9 << 20, "buffer.memory", 32 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            put(producer, "no value", TYPE, null);
            put(producer, "no UTF-8", TYPE, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
            put(producer, "no JSON", TYPE, text("{\"type\":"));
            put(producer, "too deep", TYPE, text("[".repeat(100_000)));
            put(producer, "another shape", TYPE, text("{\"type\":\"withdraw\",\"request\":7}"));
            put(producer, "null", TYPE, text("null"));
            put(producer, "no type", null, text("{}"));
            put(producer, "a type of others", "com.example.thing.v1", text("{}"));
            put(
                    producer,
                    "a type that does not fit",
                    "org.dibao.submission.submit.v1",
                    text(
                            "{\"type\":\"withdraw\",\"request\":{\"receivedAt\":\"2026-11-01T00:00:00Z\",\"by\":\"x\"},\"article\":\"a\"}"));
            put(producer, "large", TYPE, large);
        }
        next = site.posting(Post.sample()).with("Prefer", "wait=5").send();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void put(
            KafkaProducer<byte[], byte[]> producer, String what, @Nullable String type, byte @Nullable [] value)
            throws ExecutionException, InterruptedException {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("articles", 0, null, value);
        if (type != null) {
            record.headers().add("ce_type", text(type));
        }
        record.headers().add("kind", text(what));
        written.put(producer.send(record).get().offset(), what);
    }

    @Test
    void theNextArticleIsLiveWithinFiveSeconds() {
        next.expect(201);
    }

    @Test
    void eachIsADeadLetterThatSaysWhy() {
        written.forEach((position, what) -> {
            JsonNode letter = site.getWithKey("/api/dead-letters/articles/" + position)
                    .expect(200)
                    .json();
            assertThat(letter.path("headers").toString()).contains("\"kind\",\"value\":\"" + what + "\"");
            assertThat(letter.path("reason").asString()).as(what).isNotBlank();
            assertThat(letter.path("state").asString()).isEqualTo("waiting");
            assertThat(site.publisher("POST", "/api/dead-letters/articles/" + position + "/retry")
                            .send()
                            .expect(422)
                            .text())
                    .contains("It still cannot be read");
        });
    }

    @Test
    void aDiscardedOneNoLongerWaits() {
        long position = written.keySet().iterator().next();
        long waiting = waiting();

        site.publisher("POST", "/api/dead-letters/articles/" + position + "/discard")
                .send()
                .expect(200);

        assertThat(waiting()).isEqualTo(waiting - 1);
        assertThat(site.getWithKey("/api/dead-letters?all").expect(200).text())
                .contains("\"position\":" + position + ",");
    }

    private long waiting() {
        return site.getWithKey("/api/dead-letters")
                .expect(200)
                .json()
                .path("waiting")
                .asLong();
    }
}
