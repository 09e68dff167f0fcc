package org.dibao.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicSetupTest extends BrokerTest {

    @Test
    void aTopicIsCreatedOnceAndVerifiedFromThenOn() throws Exception {
        String topic = freshName();
        Uuid first = TopicSetup.createOrVerify(kafka, topic, 1);
        assertThat(TopicSetup.createOrVerify(kafka, topic, 1)).isEqualTo(first);
        try (Admin admin = admin()) {
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(config.get("retention.ms").value()).isEqualTo("-1");
            assertThat(config.get("retention.bytes").value()).isEqualTo("-1");
            assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
            assertThat(config.get("max.message.bytes").value()).isEqualTo(Integer.toString(8 * 1024 * 1024));
        }
    }

    @Test
    void deadLettersMayBeLarger() throws Exception {
        String topic = freshName() + ".dlt";
        TopicSetup.createOrVerify(kafka, topic, 1);
        try (Admin admin = admin()) {
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(config.get("max.message.bytes").value()).isEqualTo(Integer.toString(9 * 1024 * 1024));
        }
    }

    @Test
    void aTopicOfTwoPartitionsIsRefusedWithAWayOut() throws Exception {
        String topic = freshName();
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
        assertThatThrownBy(() -> TopicSetup.createOrVerify(kafka, topic, 1))
                .isInstanceOf(TopicProblem.class)
                .hasMessageContaining("2 partitions")
                .hasMessageContaining("dibao.topics");
    }

    @Test
    void aTopicThatForgetsIsRefusedWithTheCommandThatMendsIt() throws Exception {
        String topic = freshName();
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)
                            .configs(Map.of("max.message.bytes", "9000000", "retention.ms", "604800000"))))
                    .all()
                    .get();
        }
        assertThatThrownBy(() -> TopicSetup.createOrVerify(kafka, topic, 1))
                .isInstanceOf(TopicProblem.class)
                .hasMessageContaining("--entity-name " + topic + " --add-config retention.ms=-1");
    }

    @Test
    void aCompactedTopicIsRefused() throws Exception {
        String topic = freshName();
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        }
        assertThatThrownBy(() -> TopicSetup.createOrVerify(kafka, topic, 1))
                .isInstanceOf(TopicProblem.class)
                .hasMessageContaining("cleanup.policy=compact");
    }

    @Test
    void aBrokerThatIsNotThereIsToldAsSuch() {
        assertThatThrownBy(() -> TopicSetup.createOrVerify(new KafkaSettings("127.0.0.1:1"), "any", 1))
                .isInstanceOf(LogUnavailable.class);
    }

    @Test
    void aCompactedTopicStaysSmallAndKeepsItsPartitions() throws Exception {
        String topic = freshName();
        assertThat(TopicSetup.createOrVerifyCompacted(kafka, topic, 3, 1)).isEqualTo(3);
        assertThat(TopicSetup.createOrVerifyCompacted(kafka, topic, 5, 1))
                .as("keys would move")
                .isEqualTo(3);
        try (Admin admin = admin()) {
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(Long.parseLong(config.get("segment.bytes").value())).isLessThan(10_000_000);
        }
    }

    @Test
    void aTopicThatShouldBeCompactedAndIsNotIsRefused() throws Exception {
        String topic = freshTopic();
        assertThatThrownBy(() -> TopicSetup.createOrVerifyCompacted(kafka, topic, 1, 1))
                .isInstanceOf(TopicProblem.class)
                .hasMessageContaining("cleanup.policy=delete and needs compact");
    }
}
