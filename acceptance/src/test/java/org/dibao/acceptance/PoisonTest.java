package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Event;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.dibao.cli.Dibao;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody else writes to Dibao's topics what does not belong there: what follows is live within seconds, and nothing is lost. */
@ExtendWith(Running.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoisonTest {
    private static final String TYPE = "org.dibao.submission.withdraw.v1";
    /** The largest that the topic takes, without its headers. */
    private static final int LARGE = 8 * 1024 * 1024 - 1024;

    private static final List<String> OTHER_TOPICS =
            List.of("article-events", "publications", "operations", "subscriptions", "delivery-progress");
    /** As if it were a position. */
    private static final String FAR = "900000000000";

    private final Site site;
    private final List<Long> events = new ArrayList<>();
    private final Map<Long, String> written = new TreeMap<>();
    private Answer next = null;

    PoisonTest(Site site) {
        this.site = site;
    }

    @BeforeAll
    void poisonOfEveryKindAndThenAnArticle() throws Exception {
        byte[] large = new byte[LARGE];
        Arrays.fill(large, (byte) ' ');
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
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
            put(producer, "a newer version", "org.dibao.submission.submit.v9", text("{}"));
            put(producer, "a kind of a newer release", "org.dibao.submission.shred.v2", text("{}"));
            put(producer, "large", TYPE, large);
            for (String topic : OTHER_TOPICS) {
                for (byte[] value : new byte[][] {{(byte) 0xff, (byte) 0xfe, 0}, text("{}"), text("null")}) {
                    List<RecordMetadata> all = new ArrayList<>(List.of(
                            write(producer, topic, Map.of(), value),
                            write(producer, topic, Map.of("ce_type", "com.example.thing.v1", "ce_id", FAR), value)));
                    if (!topic.equals("publications")) { // RecordsTest takes all of Dibao's types there for its own
                        all.add(write(producer, topic, Map.of("ce_type", "org.dibao.article.printed.v9"), value));
                    }
                    if (topic.equals("article-events")) {
                        all.forEach(one -> events.add(one.offset()));
                    }
                }
            }
            events.add(write(producer, "article-events", Map.of("ce_type", TYPE), large)
                    .offset());
        }
        next = site.posting(Post.sample()).with("Prefer", "wait=5").send();
    }

    private static RecordMetadata write(
            KafkaProducer<byte[], byte[]> producer, String topic, Map<String, String> headers, byte[] value)
            throws ExecutionException, InterruptedException {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, text("poison"), value);
        headers.forEach((name, text) -> record.headers().add(name, text(text)));
        return producer.send(record).get();
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
    void itIsOnTheStreamAndKeysAndSubscriptionsAreMadeAsBefore() {
        assertThat(site.get("/api/events/page?after=" + (next.position() - 1))
                        .expect(200)
                        .text())
                .contains(next.article());
        String key = Unique.word("key");
        site.publisher("POST", "/api/keys")
                .body("application/json", "{\"name\":\"" + key + "\",\"scopes\":[\"publish\"]}")
                .send()
                .expect(201);
        site.publisher("DELETE", "/api/keys/" + key).send().expect(204);
        String subscription = site.publisher("POST", "/api/subscriptions")
                .body(
                        "application/json",
                        "{\"target\":\"https://example.com/\",\"filter\":{\"category\":[\"" + key + "\"]}}")
                .send()
                .expect(201)
                .json()
                .path("id")
                .asString();
        site.publisher("DELETE", "/api/subscriptions/" + subscription).send().expect(204);
    }

    @Test
    void whatIsNoEventIsADeadLetterToo() {
        for (long offset : events) {
            assertThat(site.getWithKey("/api/dead-letters/article-events/" + offset)
                            .expect(200)
                            .json()
                            .path("state")
                            .asString())
                    .isEqualTo("waiting");
        }
    }

    /** Whoever waits for the answer, and whoever looks after the site, is told what to do. */
    @Test
    void whatOnlyANewerReleaseCanReadSaysSo() {
        long position = positionOf("a newer version");
        String why = "this release does not know version 9 of org.dibao.submission.submit;"
                + " upgrade, then `dibao dead-letters retry " + position + "`";
        Answer receipt = site.getWithKey("/api/submissions/" + position).expect(200);
        assertThat(receipt.outcome()).isEqualTo("unreadable");
        assertThat(receipt.json().at("/problem/detail").asString()).isEqualTo(why);
        assertThat(command("list")).contains("org.dibao.submission.submit.v9", why);
        assertThat(command("show", Long.toString(position))).contains(why);
        assertThat(site.publisher("POST", "/api/dead-letters/articles/" + position + "/retry")
                        .send()
                        .expect(422)
                        .text())
                .contains("It still cannot be read (this release does not know version 9 of"
                        + " org.dibao.submission.submit): retry it when a release can");
    }

    private long positionOf(String what) {
        return written.entrySet().stream()
                .filter(one -> one.getValue().equals(what))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** A dead letter of a release that could not read yet what this one can. */
    @Test
    void whatCanBeReadByNowIsPublishedWithTheOldPosition() throws Exception {
        Event told = site.articles().from(next.position()).getFirst();
        String id = Unique.word("again");
        ObjectNode value = (ObjectNode) told.value();
        value.put("article", id).remove(List.of("file", "place"));
        value.withObject("/given").put("permalink", "/poison/" + id + ".html").put("title", id);
        Map<String, String> headers = new TreeMap<>(told.headers());
        headers.put("dibao_position", Long.toString(next.position()));
        headers.put("dibao_reason", "an earlier release cannot read it");
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            write(producer, "articles.dlt", headers, text(value.toString()));
        }
        String position = Long.toString(next.position());
        assertThat(command("list")).contains(position + " ", "an earlier release cannot read it");
        assertThat(command("show", position)).contains(id);

        String retried = command("retry", position);

        Matcher as = Pattern.compile("submission ([0-9]+) now").matcher(retried);
        assertThat(as.find()).as(retried).isTrue();
        assertThat(command("retry", position)).isEqualTo(retried);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> site.get("/poison/" + id + ".html").expect(200));
        Event anew = site.articles().from(Long.parseLong(as.group(1))).getFirst();
        assertThat(anew.headers()).containsEntry("dibao_retry_of", position);
        assertThat(command("list")).doesNotContain("an earlier release cannot read it");
    }

    private String command(String... arguments) {
        List<String> all = new ArrayList<>(List.of("dead-letters"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", site.address().toString(), "--key", site.key()));
        StringWriter printed = new StringWriter();
        int status = Dibao.commandLine()
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(printed, true))
                .execute(all.toArray(String[]::new));
        assertThat(status).as(printed.toString()).isZero();
        return printed.toString();
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", site.kafka(), "max.request.size", 9 << 20, "buffer.memory", 32 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
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
