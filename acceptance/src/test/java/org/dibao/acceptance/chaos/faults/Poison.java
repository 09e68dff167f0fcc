package org.dibao.acceptance.chaos.faults;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.dibao.acceptance.chaos.truth.Poisoned;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Unique;

/** Somebody else appends to the log of submissions what nobody can read. */
final class Poison {
    /** The largest that the topic takes, without its headers. */
    private static final int LARGE = 8 * 1024 * 1024 - 1024;
    /** Each is on the disk twice. */
    private static final int MOST_LARGE = 8;

    private static final int MOST = 4;
    private static final Duration HELD_UP = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3); // on a busy machine

    private enum Kind {
        NEWER_VERSION,
        NEWER_KIND,
        NO_JSON,
        ANOTHER_SHAPE,
        NO_TYPE,
        LARGE
    }

    private int large;

    /** What comes next is live as soon as ever. */
    Fault alone(Site site, Random random) {
        int count = 1 + random.nextInt(MOST);
        long seed = random.nextLong();
        return new Fault("poison", Duration.ZERO, false, () -> holdsNothingUp(site, count, new Random(seed)), () -> {});
    }

    /** While it is being dealt with, something else goes wrong. */
    Fault before(Fault other, Site site, Random random) {
        int count = 1 + random.nextInt(MOST);
        long seed = random.nextLong();
        return new Fault(
                "poison, " + other.name(),
                other.lasting(),
                other.forgets(),
                () -> {
                    append(site, count, new Random(seed));
                    other.strike().run();
                },
                other.mend());
    }

    private void holdsNothingUp(Site site, int count, Random random) {
        await("a draft is decided").atMost(PATIENCE).until(() -> takes(site).compareTo(HELD_UP) < 0);
        append(site, count, random);
        Duration taken = takes(site);
        if (taken.compareTo(HELD_UP) >= 0) {
            throw new AssertionError("what came next took " + taken.toMillis() + " ms");
        }
    }

    /** Until a draft is decided, of which nobody hears; very long if it is not. */
    private static Duration takes(Site site) {
        long start = System.nanoTime();
        try {
            int status = site.publisher("PUT", "/api/articles/beside-poison")
                    .with("Prefer", "wait=10")
                    .body(
                            "application/json",
                            "{\"title\":\"" + Unique.word("draft") + "\",\"draft\":true,\"body\":\"x\"}")
                    .send()
                    .status();
            return status == 200 || status == 201 ? Duration.ofNanos(System.nanoTime() - start) : PATIENCE;
        } catch (UncheckedIOException e) {
            return PATIENCE;
        }
    }

    private void append(Site site, int count, Random random) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", site.kafka(), "max.request.size", 9 << 20, "enable.metrics.push", false),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(record(random)).get();
            }
        } catch (ExecutionException e) {
            // Whether it is in the log, the log tells.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ProducerRecord<byte[], byte[]> record(Random random) {
        boolean oneMore = large < MOST_LARGE;
        Kind kind = Kind.values()[random.nextInt(oneMore ? Kind.values().length : Kind.values().length - 1)];
        return switch (kind) {
            case NEWER_VERSION -> record(kind, "org.dibao.submission.submit.v9", text("{}"));
            case NEWER_KIND -> record(kind, "org.dibao.submission.shred.v2", text("{\"article\":\"a\"}"));
            case NO_JSON -> record(kind, "org.dibao.submission.submit.v1", text("{\"type\":"));
            case ANOTHER_SHAPE ->
                record(kind, "org.dibao.submission.withdraw.v1", text("{\"type\":\"withdraw\",\"request\":7}"));
            case NO_TYPE -> record(kind, "", text("{}"));
            case LARGE -> {
                large++;
                byte[] spaces = new byte[LARGE];
                Arrays.fill(spaces, (byte) ' ');
                yield record(kind, "org.dibao.submission.submit.v" + (1 + random.nextInt(9)), spaces);
            }
        };
    }

    private static ProducerRecord<byte[], byte[]> record(Kind kind, String type, byte[] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("articles", 0, null, value);
        record.headers().add(Poisoned.HEADER, text(kind.name()));
        if (!type.isEmpty()) {
            record.headers().add("ce_type", text(type));
        }
        return record;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
