package org.dibao.render.operations;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.KafkaSettings;
import reactor.core.publisher.Mono;

/** Where a topic ends, asked without blocking; what was heard last is kept for metrics. */
public final class LogEnd implements AutoCloseable {
    private static final long FRESH_MS = 2000;

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

    /** Fails if the broker does not answer in time. */
    Mono<Position> ask(Duration timeout) {
        return Mono.fromFuture(() -> admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .toCompletionStage()
                        .toCompletableFuture())
                .map(result -> heard(new Position(result.offset() - 1)))
                .timeout(timeout);
    }

    /** What was heard last; asks again behind the caller's back if that is old. */
    Position last() {
        boolean old = System.nanoTime() - heardAt > TimeUnit.MILLISECONDS.toNanos(FRESH_MS);
        if (old && asking.compareAndSet(false, true)) {
            ask(Duration.ofSeconds(3)).doFinally(_ -> asking.set(false)).subscribe(_ -> {}, _ -> {});
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
