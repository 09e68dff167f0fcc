package org.dibao.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenewedAdminTest extends BrokerTest {
    private static final Duration SHORT = Duration.ofMillis(500);

    private final List<Admin> made = new CopyOnWriteArrayList<>();
    private final RenewedAdmin admin = new RenewedAdmin(this::create, Duration.ofSeconds(1));

    private Admin create() {
        Map<String, Object> config = new java.util.HashMap<>(kafka.common());
        config.put("metric.reporters", List.of(Deadly.class.getName()));
        Admin one = Admin.create(config);
        made.add(one);
        return one;
    }

    /** Throws in the client's own thread, which registers metrics when it connects. */
    public static final class Deadly implements MetricsReporter {
        static volatile boolean kills;

        @Override
        public void init(List<KafkaMetric> metrics) {}

        @Override
        public void metricChange(KafkaMetric metric) {
            if (kills && Thread.currentThread().getName().startsWith("kafka-admin-client-thread")) {
                kills = false;
                throw new OutOfMemoryError("thrown by a test");
            }
        }

        @Override
        public void metricRemoval(KafkaMetric metric) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    @AfterEach
    void close() {
        Deadly.kills = false;
        admin.close();
    }

    private CompletableFuture<Boolean> answers() {
        return admin.ask(client -> client.describeCluster().nodes(), SHORT).thenApply(nodes -> !nodes.isEmpty());
    }

    @Test
    void aClientThatAnswersStays() {
        List<Boolean> answers = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofMillis(1500).toNanos();
        while (System.nanoTime() < end) {
            answers.add(answers().join());
        }
        assertThat(answers).doesNotContain(false);
        assertThat(made).hasSize(1);
    }

    @Test
    void aClientWhoseThreadHasDiedIsReplaced() {
        Deadly.kills = true;
        assertThat(answers()).failsWithin(Duration.ofSeconds(2));
        assertThat(Deadly.kills).as("it still lives").isFalse();

        await().atMost(Duration.ofSeconds(5))
                .ignoreExceptions()
                .until(() -> answers().join());

        assertThat(made).hasSize(2);
    }
}
