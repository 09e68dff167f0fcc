package org.dibao.eventlog;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.dibao.contract.wire.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Creates a topic as the architecture requires, or verifies an existing one. A log has one partition, delete policy,
 * unlimited retention, records of up to 8 MiB (9 MiB for dead letters); a compacted topic keeps the latest record of each
 * key. Both have two in-sync replicas if there are three.
 */
public final class TopicSetup {
    /** The largest batch a topic takes, bytes. */
    public static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

    /** A dead letter is the unchanged record plus the reason. */
    public static final int MAX_DEAD_LETTER_BYTES = 9 * 1024 * 1024;

    /** Of a compacted topic: the segment being written to is not compacted. */
    private static final int SEGMENT_BYTES = 8 * 1024 * 1024;

    private static final int TIMEOUT_SECONDS = 10;

    private TopicSetup() {}

    /**
     * A log. Idempotent; several services may do it at once.
     *
     * @return the topic's id in Kafka: a different id means a different topic, even under the same name
     * @throws TopicProblem   if the topic exists but is not set up as required
     * @throws LogUnavailable if the broker does not answer
     */
    public static Uuid createOrVerify(KafkaSettings kafka, String topic, int replication) {
        TopicDescription there = createOrDescribe(kafka, topic, log(topic, replication), TopicSetup::verifyLog);
        return there.topicId();
    }

    /**
     * A topic that keeps the latest record of each key. Idempotent; several instances may do it at once.
     *
     * @param partitions how many a new topic gets; an existing one keeps its own, because keys would move
     * @return how many it has
     * @throws TopicProblem   if the topic exists but is not set up as required
     * @throws LogUnavailable if the broker does not answer
     */
    public static int createOrVerifyCompacted(KafkaSettings kafka, String topic, int partitions, int replication) {
        NewTopic wanted = new NewTopic(topic, partitions, (short) replication)
                .configs(Map.of(
                        "cleanup.policy", "compact",
                        // Whoever needs the latest records reads the topic from its start on: it must stay small.
                        "segment.bytes", Integer.toString(SEGMENT_BYTES),
                        "segment.ms", "600000",
                        "min.cleanable.dirty.ratio", "0.1",
                        "min.insync.replicas", replication >= 3 ? "2" : "1"));
        return createOrDescribe(kafka, topic, wanted, TopicSetup::verifyCompacted)
                .partitions()
                .size();
    }

    /**
     * Whether there is such a topic; nothing is created.
     *
     * @throws LogUnavailable if the broker does not answer
     */
    public static boolean exists(KafkaSettings kafka, String topic) {
        try (Admin admin = Admin.create(admin(kafka))) {
            return describe(admin, topic) != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("interrupted while looking at topic " + topic, e);
        }
    }

    private static Map<String, Object> admin(KafkaSettings kafka) {
        Map<String, Object> config = kafka.common();
        config.put("request.timeout.ms", 5000);
        config.put("default.api.timeout.ms", TIMEOUT_SECONDS * 1000);
        return config;
    }

    private interface Verification {
        void of(Admin admin, TopicDescription there) throws InterruptedException;
    }

    private static TopicDescription createOrDescribe(
            KafkaSettings kafka, String topic, NewTopic wanted, Verification verification) {
        try (Admin admin = Admin.create(admin(kafka))) {
            TopicDescription there = describe(admin, topic);
            if (there == null) {
                create(admin, topic, wanted);
                there = describe(admin, topic);
            }
            for (int tries = 0;
                    there == null && tries < 50;
                    tries++) { // it was created, but this broker may not know it yet
                TimeUnit.MILLISECONDS.sleep(100);
                there = describe(admin, topic);
            }
            if (there == null) {
                throw new LogUnavailable("topic " + topic + " was created, but is not there yet", null);
            }
            verification.of(admin, there);
            return there;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("interrupted while looking at topic " + topic, e);
        }
    }

    private static @Nullable TopicDescription describe(Admin admin, String topic) throws InterruptedException {
        try {
            return await(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw new LogUnavailable("the broker does not describe topic " + topic, e.getCause());
        }
    }

    private static NewTopic log(String topic, int replication) {
        return new NewTopic(topic, 1, (short) replication)
                .configs(Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", "-1",
                        "retention.bytes", "-1",
                        "max.message.bytes", Integer.toString(maxBytes(topic)),
                        "min.insync.replicas", replication >= 3 ? "2" : "1"));
    }

    private static void create(Admin admin, String topic, NewTopic wanted) throws InterruptedException {
        try {
            await(admin.createTopics(List.of(wanted)).all());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new LogUnavailable(
                        "the broker does not create topic " + topic + ": " + e.getCause(), e.getCause());
            }
        }
    }

    private static void verifyLog(Admin admin, TopicDescription there) throws InterruptedException {
        String topic = there.name();
        if (there.partitions().size() != 1) {
            throw new TopicProblem(
                    "topic " + topic + " has " + there.partitions().size()
                            + " partitions and must have one, because its offsets define the order of everything;"
                            + " give Dibao its own topic name (dibao.topics.*), or delete this topic if it"
                            + " contains nothing of value");
        }
        Config config = config(admin, topic);
        expect(topic, config, "cleanup.policy", "delete");
        expect(topic, config, "retention.ms", "-1");
        expect(topic, config, "retention.bytes", "-1");
        atLeast(topic, config, "max.message.bytes", maxBytes(topic));
        verifyReplicas(there, config);
    }

    private static void verifyCompacted(Admin admin, TopicDescription there) throws InterruptedException {
        Config config = config(admin, there.name());
        expect(there.name(), config, "cleanup.policy", "compact");
        verifyReplicas(there, config);
    }

    private static Config config(Admin admin, String topic) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            return Objects.requireNonNull(
                    await(admin.describeConfigs(List.of(resource)).all()).get(resource));
        } catch (ExecutionException e) {
            throw new LogUnavailable("the broker does not tell the settings of topic " + topic, e.getCause());
        }
    }

    private static void verifyReplicas(TopicDescription there, Config config) {
        if (there.partitions().getFirst().replicas().size() >= 3) {
            atLeast(there.name(), config, "min.insync.replicas", 2);
        }
    }

    private static void expect(String topic, Config config, String name, String value) {
        String actual = config.get(name).value();
        if (!value.equals(actual)) {
            throw wrong(topic, name, value, actual);
        }
    }

    private static void atLeast(String topic, Config config, String name, long least) {
        String actual = config.get(name).value();
        if (Long.parseLong(actual) < least) {
            throw wrong(topic, name, Long.toString(least), actual);
        }
    }

    private static TopicProblem wrong(String topic, String name, String value, String actual) {
        return new TopicProblem("topic " + topic + " has " + name + "=" + actual + " and needs " + value
                + "; fix it with: kafka-configs.sh --bootstrap-server <server> --alter --entity-type topics --entity-name "
                + topic + " --add-config " + name + "=" + value);
    }

    private static int maxBytes(String topic) {
        return topic.endsWith(Topics.DEAD_LETTERS) ? MAX_DEAD_LETTER_BYTES : MAX_MESSAGE_BYTES;
    }

    private static <T> T await(KafkaFuture<T> future) throws InterruptedException, ExecutionException {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new LogUnavailable("the broker does not answer within " + TIMEOUT_SECONDS + " s", e);
        }
    }
}
