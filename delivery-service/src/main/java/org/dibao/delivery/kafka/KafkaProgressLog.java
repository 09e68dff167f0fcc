package org.dibao.delivery.kafka;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.dibao.contract.json.Json;
import org.dibao.delivery.progress.Progress;
import org.dibao.delivery.progress.ProgressLog;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicWriter;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;
import org.jspecify.annotations.Nullable;

/** The topic of progress. A loop of its own writes to it, because a producer may block. */
public final class KafkaProgressLog implements ProgressLog, Supervised, AutoCloseable {
    private final TopicWriter writer;
    private final ToIntFunction<String> partition;
    private final BlockingQueue<Write> writes = new LinkedBlockingQueue<>();
    private final SupervisedLoop loop = SupervisedLoop.of("write-progress", this::write);

    private record Write(String key, byte @Nullable [] value, CompletableFuture<Void> done) {}

    public KafkaProgressLog(KafkaSettings kafka, String topic, ToIntFunction<String> partition) {
        this.writer = new TopicWriter(kafka, topic);
        this.partition = partition;
    }

    void start() {
        writer.warmUp();
        loop.start();
    }

    @Override
    public CompletableFuture<?> write(String subscription, Progress progress) {
        return add(subscription, Json.bytes(progress));
    }

    @Override
    public void delete(String subscription) {
        var _ = add(subscription, null);
    }

    private CompletableFuture<?> add(String key, byte @Nullable [] value) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        writes.add(new Write(key, value, done));
        return done;
    }

    private Next write() throws InterruptedException {
        Write write = writes.take();
        try {
            writer.put(partition.applyAsInt(write.key()), write.key(), write.value())
                    .whenComplete((_, failure) -> {
                        if (failure == null) {
                            write.done().complete(null);
                        } else {
                            write.done().completeExceptionally(failure);
                        }
                    });
        } catch (RuntimeException | Error e) {
            write.done().completeExceptionally(e);
            throw e;
        }
        return Next.AGAIN;
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        return Stream.of(loop);
    }

    @Override
    public void close() {
        loop.close();
        writer.close();
    }
}
