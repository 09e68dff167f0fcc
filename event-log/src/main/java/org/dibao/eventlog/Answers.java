package org.dibao.eventlog;

import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;

/**
 * A broker's answers to a consumer that reads one partition. Each says where the partition ends, so that it need not be asked for
 * that again and again. Only the consumer's own metrics tell that an answer without records has come.
 */
final class Answers {
    private static final String COUNT = "fetch-total";

    private final Consumer<?, ?> consumer;
    private final TopicPartition partition;
    private final List<? extends Metric> counts;
    private double counted;

    Answers(Consumer<?, ?> consumer, TopicPartition partition) {
        this.consumer = consumer;
        this.partition = partition;
        this.counts = consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals(COUNT))
                .toList();
        this.counted = count();
    }

    /** Whether there has been one since the last call. */
    boolean hasNew() {
        double before = counted;
        counted = count();
        return counted > before;
    }

    /** Whether the consumer had read everything in the partition at the time of the last answer. */
    boolean nothingIsLeft() {
        return consumer.currentLag(partition).orElse(1) == 0;
    }

    private double count() {
        return counts.stream()
                .mapToDouble(metric -> metric.metricValue() instanceof Number count ? count.doubleValue() : 0)
                .sum();
    }
}
