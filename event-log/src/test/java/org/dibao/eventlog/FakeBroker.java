package org.dibao.eventlog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A topic in memory and producers that write to it, as far as their order matters. What the real producer's sending thread
 * would do between two calls of the appending thread is done inside the calls, as much of it as chance wants: so a run
 * depends on nothing but the seed. {@link ProducerContract} holds it and the real one to the same.
 *
 * <p>Batches are refused as a whole, and one with a record too large is split first. A broker that knows a producer refuses
 * what comes after a refused batch, and the producer sends it again; of a producer it does not know it takes any batch.
 */
final class FakeBroker {
    static final int MAX_RECORD_BYTES = 20_000;

    /** The positions in the topic. */
    final List<Long> log = new ArrayList<>();

    private final Random random;
    private final double lost;
    private final List<Batch> late = new ArrayList<>();

    /** @param lost how probable it is that a batch gets no answer: it is in the topic, or not, or arrives later */
    FakeBroker(Random random, double lost) {
        this.random = random;
        this.lost = lost;
    }

    Producer<byte[], byte[]> producer(Map<String, Object> config) {
        return new FakeProducer((int) config.getOrDefault("max.in.flight.requests.per.connection", 5));
    }

    private final class Batch {
        final List<Sent> records = new ArrayList<>();

        @Nullable
        RuntimeException failure;

        boolean outOfOrder;

        boolean isTooLarge() {
            return records.stream().anyMatch(sent -> sent.record.value().length > MAX_RECORD_BYTES);
        }

        void append() {
            for (Sent sent : records) {
                sent.offset = log.size();
                log.add(Long.parseLong(
                        Codec.text(sent.record.headers().lastHeader(Headers.ID).value())));
            }
        }

        void answer() {
            records.forEach(sent -> sent.answer(failure));
        }
    }

    private final class Sent extends CompletableFuture<RecordMetadata> {
        final FakeProducer producer;
        final ProducerRecord<byte[], byte[]> record;
        final Callback callback;
        long offset = -1;

        Sent(FakeProducer producer, ProducerRecord<byte[], byte[]> record, Callback callback) {
            this.producer = producer;
            this.record = record;
            this.callback = callback;
        }

        void answer(@Nullable RuntimeException failure) {
            RecordMetadata metadata = new RecordMetadata(new TopicPartition(record.topic(), 0), offset, 0, 0, 0, 0);
            callback.onCompletion(metadata, failure);
            if (failure == null) {
                complete(metadata);
            } else {
                completeExceptionally(failure);
            }
        }

        @Override
        public RecordMetadata get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException {
            return get();
        }

        @Override
        public RecordMetadata get() throws InterruptedException, ExecutionException {
            while (!isDone()) {
                producer.step();
            }
            return super.get();
        }
    }

    private final class FakeProducer extends MockProducer<byte[], byte[]> {
        private final int maxInFlight;
        private final Deque<Batch> queue = new ArrayDeque<>();
        private final Deque<Batch> inFlight = new ArrayDeque<>();
        private boolean known;
        private boolean closed;

        FakeProducer(int maxInFlight) {
            super(Cluster.empty(), false, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.maxInFlight = maxInFlight;
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            if (closed) {
                throw new IllegalStateException("Cannot perform operation after producer has been closed");
            }
            steps();
            if (closed) {
                throw new KafkaException("Producer closed while send in progress");
            }
            if (queue.isEmpty() || random.nextInt(8) == 0) {
                queue.add(new Batch());
            }
            Sent sent = new Sent(this, record, callback);
            queue.getLast().records.add(sent);
            steps();
            return sent;
        }

        private void steps() {
            for (int n = random.nextInt(4); n > 0; n--) {
                step();
            }
        }

        /** One thing that the sending thread does: sends a batch, or hears of one. */
        void step() {
            if (random.nextInt(4) == 0 && !late.isEmpty()) {
                late.removeFirst().append();
            }
            boolean mayDrain = !closed && !queue.isEmpty() && inFlight.size() < maxInFlight;
            if (mayDrain && (inFlight.isEmpty() || random.nextBoolean())) {
                Batch batch = queue.removeFirst();
                inFlight.add(batch);
                arrive(batch);
            } else if (!inFlight.isEmpty()) {
                answered(inFlight.removeFirst());
            }
        }

        private void arrive(Batch batch) {
            boolean afterARefused = inFlight.stream().anyMatch(before -> before.failure != null || before.outOfOrder);
            if (afterARefused && known) {
                batch.outOfOrder = true;
            } else if (batch.isTooLarge()) {
                batch.failure = new RecordTooLargeException("too large");
            } else if (random.nextDouble() < lost) {
                batch.failure = new TimeoutException("no answer");
                switch (random.nextInt(3)) {
                    case 0 -> batch.append();
                    case 1 -> late.add(batch);
                    default -> {}
                }
            } else {
                known = true;
                batch.append();
            }
        }

        private void answered(Batch batch) {
            if (batch.outOfOrder) {
                batch.outOfOrder = false;
                queue.addFirst(batch);
            } else if (batch.failure instanceof RecordTooLargeException && batch.records.size() > 1) {
                batch.records.reversed().forEach(sent -> {
                    Batch single = new Batch();
                    single.records.add(sent);
                    queue.addFirst(single);
                });
            } else {
                batch.answer();
            }
        }

        @Override
        public void close(Duration timeout) {
            if (closed) {
                return;
            }
            closed = true;
            List<Batch> aborted = new ArrayList<>(inFlight);
            aborted.addAll(queue);
            inFlight.clear();
            queue.clear();
            for (Batch batch : aborted) {
                batch.failure = new KafkaException("Producer is closed forcefully.");
                batch.answer();
            }
        }
    }

    /** The last position, as a reader would find it. */
    long last() {
        return log.isEmpty() ? -1 : log.getLast();
    }

    static byte[] bytes(long position) {
        return Long.toString(position).getBytes(StandardCharsets.UTF_8);
    }
}
