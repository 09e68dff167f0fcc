package org.dibao.delivery.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.dibao.contract.json.Json;
import org.dibao.contract.wire.Topics;
import org.dibao.delivery.dispatch.Dispatcher;
import org.dibao.delivery.progress.Progress;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Which partitions of subscriptions this instance owns. The instances share them as a consumer group: the partitions of one
 * that ends go to the others within {@value #SESSION_MS} ms and some moments. An instance takes it that it owns them as long
 * as the broker has acknowledged that within the last {@value #LEASE_MS} ms, which is less: so one that hangs, or does not
 * reach the broker, has stopped sending before another begins.
 */
public final class Ownership implements Supervised, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Ownership.class);
    private static final int SESSION_MS = 6000;
    private static final int LEASE_MS = 4000;
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration RENEW = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final KafkaSettings kafka;
    private final String instance;
    private final String definitionsTopic;
    private final String progressTopic;
    private final KafkaSubscriptionLog definitions;
    private final SupervisedLoop loop = SupervisedLoop.of("own-subscriptions", this::run, this::wakeUp);
    private final Set<Integer> owned = new TreeSet<>();
    private final Set<Integer> assigned = new HashSet<>();
    private @Nullable Dispatcher dispatcher;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile long leasedUntil = System.nanoTime();
    private volatile Set<Integer> shown = Set.of();

    public Ownership(
            KafkaSettings kafka,
            String instance,
            String definitionsTopic,
            String progressTopic,
            KafkaSubscriptionLog definitions) {
        this.kafka = kafka;
        this.instance = instance;
        this.definitionsTopic = definitionsTopic;
        this.progressTopic = progressTopic;
        this.definitions = definitions;
    }

    void start(Dispatcher with) {
        dispatcher = with;
        loop.start();
    }

    /** Whether no other instance can own its partitions yet. */
    public boolean isLeased() {
        return System.nanoTime() - leasedUntil < 0;
    }

    /** The partitions that this instance owns. */
    public Set<Integer> owned() {
        return shown;
    }

    private Next run() throws Exception {
        KafkaConsumer<byte[], byte[]> member = new KafkaConsumer<>(config());
        consumer = member;
        try {
            member.subscribe(List.of(definitionsTopic), new Listener(member));
            long renewed = System.nanoTime() - RENEW.toNanos();
            while (!loop.isClosing()) {
                var _ = member.poll(POLL); // of paused partitions: only membership matters
                begin(member);
                if (System.nanoTime() - renewed >= RENEW.toNanos()) {
                    renewed = System.nanoTime();
                    renew(member);
                }
                loop.progressed();
            }
        } catch (WakeupException e) {
            // The loop is being closed.
        } finally {
            consumer = null;
            release(Set.copyOf(owned));
            leasedUntil = System.nanoTime();
            member.close(CloseOptions.timeout(PATIENCE)
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
        return Next.AGAIN;
    }

    private Dispatcher dispatcher() {
        return requireNonNull(dispatcher);
    }

    /** Serves what has been assigned, from where it was left. */
    private void begin(KafkaConsumer<byte[], byte[]> member) throws Exception {
        for (int number : Set.copyOf(assigned)) {
            long end = Partitions.end(member, new TopicPartition(definitionsTopic, number));
            definitions.awaitRead(number, end).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            Map<String, Progress> progress = new HashMap<>();
            Partitions.latest(kafka, new TopicPartition(progressTopic, number)).forEach((id, json) -> {
                Progress read = read(id, json);
                if (read != null) {
                    progress.put(id, read);
                }
            });
            assigned.remove(number);
            owned.add(number);
            dispatcher().own(number, progress);
        }
        shown = Set.copyOf(owned);
    }

    /** Absent if it is about no subscription, and somebody else has written it. */
    private @Nullable Progress read(String id, byte[] json) {
        try {
            return Json.read(json, Progress.class);
        } catch (JacksonException e) {
            if (definitions.find(id).isPresent()) {
                throw e;
            }
            log.warn("Somebody else has written to the topic of progress: what is there for {} is passed over", id);
            return null;
        }
    }

    /** A commit succeeds only for a member, and the coordinator then expects to hear of it for the time of a session. */
    private void renew(KafkaConsumer<byte[], byte[]> member) {
        if (owned.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        owned.forEach(number -> offsets.put(new TopicPartition(definitionsTopic, number), new OffsetAndMetadata(0)));
        long asked = System.nanoTime();
        try {
            member.commitSync(offsets, RENEW);
        } catch (RetriableException | RebalanceInProgressException | CommitFailedException e) {
            return; // the lease ends unless this succeeds soon
        }
        boolean lapsed = !isLeased();
        leasedUntil = asked + TimeUnit.MILLISECONDS.toNanos(LEASE_MS);
        if (lapsed) {
            dispatcher().wake();
        }
    }

    private void release(Collection<Integer> numbers) {
        assigned.removeAll(numbers);
        List<Integer> released = new ArrayList<>(numbers);
        released.retainAll(owned);
        if (released.isEmpty()) {
            return;
        }
        owned.removeAll(released);
        shown = Set.copyOf(owned);
        try {
            dispatcher().release(released).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.warn(
                    "partitions {}: how far their subscriptions are could not be recorded in time; the instance that takes"
                            + " them over may send some messages again, with the same ids",
                    released);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Listener implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> member;

        Listener(KafkaConsumer<byte[], byte[]> member) {
            this.member = member;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            member.pause(partitions);
            partitions.forEach(partition -> assigned.add(partition.partition()));
            if (!partitions.isEmpty()) {
                log.info("Serving the subscriptions in partitions {}", numbers(member.assignment()));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            release(numbers(partitions));
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            leasedUntil = System.nanoTime(); // another instance may own them already
            release(numbers(partitions));
        }

        private Set<Integer> numbers(Collection<TopicPartition> partitions) {
            Set<Integer> numbers = new TreeSet<>();
            partitions.forEach(partition -> numbers.add(partition.partition()));
            return numbers;
        }
    }

    private Map<String, Object> config() {
        Map<String, Object> config = Partitions.config(kafka);
        config.put("group.id", Topics.DELIVERY_GROUP);
        config.put("group.instance.id", instance);
        config.put("group.protocol", "classic");
        config.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        config.put("auto.offset.reset", "latest");
        config.put("session.timeout.ms", SESSION_MS);
        config.put("heartbeat.interval.ms", 1500);
        config.put("max.poll.interval.ms", 30_000);
        config.put("retry.backoff.ms", 500); // how often it looks whether to send a heartbeat, too
        return config;
    }

    private void wakeUp() {
        KafkaConsumer<byte[], byte[]> member = consumer;
        if (member != null) {
            member.wakeup();
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
