package org.dibao.gateway.events;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One stream: a bounded buffer between the log and one connection. The one who offers never waits for the connection. */
final class Subscriber {
    private final Position joinedAfter;
    private final boolean all;
    private final Sinks.Many<byte[]> buffer;
    private volatile @Nullable Position tooSlowAt;

    /** @param all whether it gets bare outcomes too */
    Subscriber(Position joinedAfter, boolean all, int size) {
        this.joinedAfter = joinedAfter;
        this.all = all;
        this.buffer = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(size));
    }

    /** It gets what comes after this. */
    Position joinedAfter() {
        return joinedAfter;
    }

    /** @return whether it goes on: false if its buffer is full or its connection is gone */
    boolean offer(Position position, boolean fact, byte[] frame) {
        if (!fact && !all) {
            return true;
        }
        Sinks.EmitResult result = buffer.tryEmitNext(frame);
        if (result == Sinks.EmitResult.FAIL_OVERFLOW) {
            tooSlowAt = position;
            buffer.tryEmitComplete();
        }
        return result.isSuccess();
    }

    /** Whether it lagged behind by more than its buffer. */
    boolean isTooSlow() {
        return tooSlowAt != null;
    }

    void end() {
        buffer.tryEmitComplete();
    }

    /** What was buffered, and if it was too slow a last comment that says so. */
    Flux<byte[]> frames() {
        return buffer.asFlux().concatWith(Mono.fromSupplier(() -> {
            Position missed = tooSlowAt;
            return (missed == null
                            ? ": the gateway goes down; connect again\n\n"
                            : ": too slow: this stream ends before position " + missed + "; connect again\n\n")
                    .getBytes(StandardCharsets.UTF_8);
        }));
    }
}
