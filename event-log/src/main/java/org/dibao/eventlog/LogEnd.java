package org.dibao.eventlog;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.dibao.contract.article.Position;

/** Where a topic ends, asked without blocking; what was heard last is kept for metrics. */
public final class LogEnd implements AutoCloseable {
    private static final long FRESH_MS = 2000;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Admin admin;
    private final TopicPartition partition;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Position last = Position.NONE;
    private volatile long heardAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(FRESH_MS) - 1;

    public LogEnd(KafkaSettings kafka, String topic) {
        Map<String, Object> config = kafka.common();
        config.put("request.timeout.ms", 2000);
        config.put("default.api.timeout.ms", 3000);
        this.admin = Admin.create(config);
        this.partition = new TopicPartition(topic, 0);
    }

    /** The offset of the topic's last record, {@link Position#NONE} if there is none. Fails if the broker does not answer in time. */
    public CompletableFuture<Position> ask(Duration timeout) {
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .toCompletionStage()
                .thenApply(result -> heard(new Position(result.offset() - 1)))
                .toCompletableFuture()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What was heard last; asks again behind the caller's back if that is old. */
    public Position last() {
        boolean old = System.nanoTime() - heardAt > TimeUnit.MILLISECONDS.toNanos(FRESH_MS);
        if (old && asking.compareAndSet(false, true)) {
            ask(PATIENCE).whenComplete((_, _) -> asking.set(false));
        }
        return last;
    }

    private Position heard(Position end) {
        last = end;
        heardAt = System.nanoTime();
        return end;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
