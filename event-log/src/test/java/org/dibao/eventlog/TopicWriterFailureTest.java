package org.dibao.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.embedded.EmbeddedKafka;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that fails anywhere leaves its beginning in the topic and nothing that comes after it. */
class TopicWriterFailureTest extends BrokerTest {
    private static final int RANDOM_FAILURES = 10_000;

    /** The appending thread waits between two records until it has happened: nothing the sending thread does is too late. */
    @Test
    void nothingFollowsARefusedRecordWhereverTheAppendingThreadIsHeld() throws Exception {
        int size = 8;
        for (int refused = 0; refused < size; refused++) {
            for (int held = refused + 1; held <= size; held++) {
                String topic = topicOfSmallRecords();
                CountDownLatch told = new CountDownLatch(1);
                List<EventMessage> run = at(held, run(size, refused), () -> await(told));
                try (TopicWriter writer = new TopicWriter(kafka, topic, config -> telling(config, told))) {
                    assertThatThrownBy(() -> writer.appendAll(run)).isInstanceOf(LogUnavailable.class);
                    assertThat(positions(topic))
                            .as("record %s is refused, the appending thread held before %s", refused, held)
                            .isEqualTo(upTo(refused));
                    assertThat(writer.last(Headers.ID).value()).isEqualTo(refused - 1);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100, 248, 249})
    void nothingFollowsARefusedRecordWhereNobodyIsHeld(int refused) throws Exception {
        for (int i = 0; i < 10; i++) {
            String topic = topicOfSmallRecords();
            try (TopicWriter writer = new TopicWriter(kafka, topic)) {
                assertThatThrownBy(() -> writer.appendAll(run(250, refused))).isInstanceOf(LogUnavailable.class);
                assertThat(positions(topic)).isEqualTo(upTo(refused));
            }
        }
    }

    @Test
    void aBrokerThatEndsInMidRunHasItsBeginning(@TempDir Path data) throws Exception {
        EmbeddedKafka[] mortal = {EmbeddedKafka.start(data, 0)};
        String server = mortal[0].bootstrapServers();
        KafkaSettings settings = new KafkaSettings(server);
        TopicSetup.createOrVerify(settings, "log", 1);
        try (TopicWriter writer = new TopicWriter(settings, "log")) {
            List<EventMessage> run = at(100, run(250, -1), mortal[0]::close);
            assertThatThrownBy(() -> writer.appendAll(run)).isInstanceOf(LogUnavailable.class);

            mortal[0] = EmbeddedKafka.start(data, Integer.parseInt(server.substring(server.indexOf(':') + 1)));
            int next = Math.toIntExact(writer.last(Headers.ID).value()) + 1;
            assertThat(next).isLessThan(250);
            writer.appendAll(run(250, -1).subList(next, 250));
            assertThat(positions(settings, "log")).isEqualTo(upTo(250));
        } finally {
            mortal[0].close();
        }
    }

    /**
     * Runs of any length, of which records are refused, or answers are lost and late: going on after the last record there
     * leaves no gap.
     */
    @Test
    void randomRunsLeaveNoGap() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        Random random = new Random(seed);
        int failures = 0;
        int runs = 0;
        while (failures < RANDOM_FAILURES) {
            FakeBroker broker = new FakeBroker(random, random.nextBoolean() ? 0 : 0.1);
            try (TopicWriter writer = new TopicWriter(kafka, "fake", broker::producer)) {
                for (int i = 0; i < 10; i++) {
                    runs++;
                    long from = broker.last() + 1;
                    int size = 1 + random.nextInt(40);
                    long refused = random.nextBoolean() ? from + random.nextInt(size) : -1;
                    try {
                        writer.appendAll(LongStream.range(from, from + size)
                                .mapToObj(at -> at == refused ? refused(at) : message(at))
                                .toList());
                    } catch (LogUnavailable e) {
                        failures++;
                    }
                    assertHasNoGap(broker.log, seed);
                }
            }
        }
        System.out.println(failures + " failures in " + runs + " random runs left no gap, seed " + seed);
    }

    /** As a reader sees it: a position it has seen is dropped. */
    private static void assertHasNoGap(List<Long> log, long seed) {
        long seen = -1;
        for (long position : log) {
            assertThat(position).as("after %s in %s, seed %s", seen, log, seed).isLessThanOrEqualTo(seen + 1);
            seen = Math.max(seen, position);
        }
    }

    private static List<EventMessage> run(int size, int refused) {
        return LongStream.range(0, size)
                .mapToObj(at -> at == refused ? refused(at) : message(at))
                .toList();
    }

    private static List<Long> upTo(int end) {
        return LongStream.range(0, end).boxed().toList();
    }

    /** The run, with something that happens before its record of this number is read. */
    private static List<EventMessage> at(int number, List<EventMessage> run, Runnable happens) {
        return new AbstractList<>() {
            private boolean happened;

            @Override
            public EventMessage get(int index) {
                if (index == number && !happened) {
                    happened = true;
                    happens.run();
                }
                return run.get(index);
            }

            @Override
            public int size() {
                return run.size();
            }
        };
    }

    /** A real producer that tells when a failure's callback has run. */
    @SuppressWarnings("unchecked")
    private static Producer<byte[], byte[]> telling(Map<String, Object> config, CountDownLatch told) {
        Producer<byte[], byte[]> real = new KafkaProducer<>(config);
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                TopicWriterFailureTest.class.getClassLoader(), new Class<?>[] {Producer.class}, (_, method, args) -> {
                    if (method.getName().equals("send") && args.length == 2) {
                        Callback callback = (Callback) args[1];
                        args[1] = (Callback) (metadata, failure) -> {
                            callback.onCompletion(metadata, failure);
                            if (failure != null) {
                                told.countDown();
                            }
                        };
                    }
                    try {
                        return method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void await(CountDownLatch told) {
        try {
            assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
