package org.dibao.delivery.kafka;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.dibao.contract.wire.Codec;
import org.dibao.delivery.kafka.Changes.Change;
import org.dibao.delivery.kafka.Changes.Value;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.subscription.SubscriptionCounts;
import org.dibao.delivery.subscription.SubscriptionLog;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.support.access.Secret;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;
import org.dibao.support.work.Workers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The topic of definitions. Every instance reads all of it, from the first record on, and keeps reading; the version of a
 * definition is its offset.
 */
public final class KafkaSubscriptionLog implements SubscriptionLog, Supervised, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KafkaSubscriptionLog.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    /** Of processor time; what is written ends by its own limits. */
    private static final Duration WRITING = Duration.ofMinutes(10);

    private final KafkaSettings kafka;
    private final String topic;
    private final SubscriptionCodec codec;
    private final ExclusiveWriter writer;
    private final Workers writers;
    private final SupervisedLoop loop;
    private final Map<String, Versioned> known = new ConcurrentHashMap<>();
    private final SubscriptionCounts counts = new SubscriptionCounts();
    private final Map<String, String> unreadable = new ConcurrentHashMap<>();
    private final Map<Integer, Changes> changes = new ConcurrentHashMap<>();
    private final ReadOffsets read = new ReadOffsets();
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile Consumer<Subscription> defined = _ -> {};
    private volatile Consumer<String> deleted = _ -> {};
    private volatile int partitions;
    private volatile boolean complete;

    public KafkaSubscriptionLog(KafkaSettings kafka, String topic, Secret key, Workers writers) {
        this.kafka = kafka;
        this.topic = topic;
        this.codec = new SubscriptionCodec(key);
        this.writer = new ExclusiveWriter(kafka, topic, this::awaitRead);
        this.writers = writers;
        this.loop = SupervisedLoop.of("follow-" + topic, this::follow, this::wakeUp);
    }

    /**
     * @param count   of the topic's partitions
     * @param defined told of each definition
     * @param deleted told of the id of each subscription that was deleted
     */
    void start(int count, Consumer<Subscription> defined, Consumer<String> deleted) {
        partitions = count;
        this.defined = defined;
        this.deleted = deleted;
        loop.start();
    }

    /** The partition of a subscription, once this has started. */
    public int partition(String id) {
        return Partitions.of(id, partitions);
    }

    @Override
    public Mono<Versioned> put(Subscription subscription) {
        byte[] bytes = codec.write(subscription);
        return write(subscription.id(), () -> new Value(bytes)).map(offset -> new Versioned(subscription, offset));
    }

    @Override
    public Mono<Versioned> change(String id, Consumer<Versioned> allowed, UnaryOperator<Subscription> change) {
        return Mono.defer(() -> {
            AtomicReference<Subscription> changed = new AtomicReference<>();
            return write(id, () -> {
                        Versioned before = known.get(id);
                        if (before == null) {
                            return null;
                        }
                        allowed.accept(before);
                        changed.set(change.apply(before.subscription()));
                        return new Value(codec.write(changed.get()));
                    })
                    .map(offset -> new Versioned(changed.get(), offset));
        });
    }

    @Override
    public Mono<Void> delete(String id, Consumer<Versioned> allowed) {
        return write(id, () -> {
                    Versioned before = known.get(id);
                    if (before != null) {
                        allowed.accept(before);
                    }
                    return before == null && !unreadable.containsKey(id) ? null : new Value(null);
                })
                .then();
    }

    /** @return the record's offset, once this instance has read it; empty if there was nothing to write */
    private Mono<Long> write(String id, Supplier<@Nullable Value> decide) {
        if (!complete) {
            return Mono.error(() -> new LogUnavailable("the subscriptions are not known yet", null));
        }
        int partition = partition(id);
        return Mono.defer(() -> {
                    Change change = Change.of(id, decide, PATIENCE.toSeconds());
                    Changes waiting = changes.computeIfAbsent(partition, _ -> new Changes());
                    if (waiting.add(change)) {
                        write(partition, waiting);
                    }
                    return Mono.fromFuture(change.done());
                })
                .onErrorMap(TimeoutException.class, late -> new LogUnavailable("Kafka does not take it in time", late))
                .filter(offset -> offset >= 0)
                .flatMap(offset ->
                        Mono.fromFuture(awaitRead(partition, offset + 1)).thenReturn(offset));
    }

    private void write(int partition, Changes waiting) {
        writers.run(
                        () -> {
                            writer.write(partition, waiting);
                            return true;
                        },
                        PATIENCE,
                        WRITING)
                .subscribe(_ -> {}, failure -> waiting.fail(new LogUnavailable("nothing can be written", failure)));
    }

    /** Ends when everything before an offset has been read; fails if that takes too long. */
    CompletableFuture<Void> awaitRead(int partition, long offset) {
        return read.await(partition, offset, PATIENCE);
    }

    @Override
    public Optional<Versioned> find(String id) {
        return Optional.ofNullable(known.get(id));
    }

    @Override
    public List<Versioned> all() {
        return known.values().stream()
                .sorted(Comparator.<Versioned, Instant>comparing(
                                one -> one.subscription().createdAt())
                        .thenComparing(one -> one.subscription().id()))
                .toList();
    }

    @Override
    public Stream<Subscription> stream() {
        return known.values().stream().map(Versioned::subscription);
    }

    @Override
    public int count(String kind) {
        return counts.of(kind);
    }

    @Override
    public int count(String kind, String host) {
        return counts.of(kind, host);
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    /** Why subscriptions cannot be read, by id. */
    public Map<String, String> unreadable() {
        return Map.copyOf(unreadable);
    }

    private Next follow() throws Exception {
        KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(Partitions.config(kafka));
        consumer = reader;
        try {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(number -> new TopicPartition(topic, number))
                    .toList();
            reader.assign(all);
            Map<TopicPartition, Long> first = reader.beginningOffsets(all);
            Map<TopicPartition, Long> end = reader.endOffsets(all);
            for (TopicPartition partition : all) {
                long from = Math.max(requireNonNull(first.get(partition)), read.of(partition.partition()));
                reader.seek(partition, from);
                read.reached(partition.partition(), from);
            }
            while (!loop.isClosing()) {
                ConsumerRecords<byte[], byte[]> records = reader.poll(POLL);
                records.forEach(this::on);
                for (TopicPartition partition : all) {
                    read.reached(partition.partition(), reader.position(partition));
                }
                if (!complete) {
                    complete = all.stream().allMatch(it -> reader.position(it) >= requireNonNull(end.get(it)));
                }
                loop.progressed();
            }
        } finally {
            consumer = null;
            reader.close(Partitions.AT_ONCE);
        }
        return Next.AGAIN;
    }

    private void on(ConsumerRecord<byte[], byte[]> record) {
        String id = Codec.text(record.key());
        unreadable.remove(id);
        if (record.value() == null) {
            keep(id, null);
            deleted.accept(id);
            return;
        }
        try {
            Subscription subscription = codec.read(id, record.value());
            keep(id, new Versioned(subscription, record.offset()));
            defined.accept(subscription);
        } catch (IOException e) {
            log.error("{}", e.getMessage());
            unreadable.put(id, String.valueOf(e.getMessage()));
        }
    }

    private void keep(String id, @Nullable Versioned now) {
        Versioned before = now == null ? known.remove(id) : known.put(id, now);
        counts.changed(before == null ? null : before.subscription(), now == null ? null : now.subscription());
    }

    private void wakeUp() {
        KafkaConsumer<byte[], byte[]> reader = consumer;
        if (reader != null) {
            reader.wakeup();
        }
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        return Stream.of(loop);
    }

    @Override
    public void close() {
        loop.close();
    }
}
