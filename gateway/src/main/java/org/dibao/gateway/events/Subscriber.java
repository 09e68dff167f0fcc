package org.dibao.gateway.events;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import org.dibao.contract.article.Position;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One stream: a bounded buffer between the log and one connection. The one who offers never waits for the connection. */
final class Subscriber {
    private final Position joinedAfter;
    private final boolean all;
    private final Sinks.Many<byte[]> buffer;
    private volatile String lastWords = "";
    private volatile boolean tooSlow;

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
            tooSlow = true;
            end("too slow: this stream ends before position " + position);
        }
        return result.isSuccess();
    }

    /** Whether it lagged behind by more than its buffer. */
    boolean isTooSlow() {
        return tooSlow;
    }

    void end(String why) {
        lastWords = why;
        buffer.tryEmitComplete();
    }

    /** What was buffered, and a last comment that says why it ends. */
    Flux<byte[]> frames() {
        return buffer.asFlux()
                .concatWith(Mono.fromSupplier(
                        () -> (": " + lastWords + "; connect again\n\n").getBytes(StandardCharsets.UTF_8)));
    }
}
