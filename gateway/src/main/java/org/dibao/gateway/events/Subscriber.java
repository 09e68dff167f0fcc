package org.dibao.gateway.events;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import org.dibao.contract.article.Position;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One stream: a bounded buffer between the log and one connection. Offering an event never waits for the connection.
 */
final class Subscriber {
    private final Position joinedAfter;
    private final boolean all;
    private final Sinks.Many<byte[]> buffer;
    private volatile String lastWords = "";
    private volatile boolean tooSlow;

    /** @param all whether it also receives bare outcomes */
    Subscriber(Position joinedAfter, boolean all, int size) {
        this.joinedAfter = joinedAfter;
        this.all = all;
        this.buffer = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(size));
    }

    /** It receives what comes after this position. */
    Position joinedAfter() {
        return joinedAfter;
    }

    /** @return whether it continues: false if its buffer is full or its connection is closed */
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

    /** Whether it lagged by more than its buffer. */
    boolean isTooSlow() {
        return tooSlow;
    }

    void end(String why) {
        lastWords = why;
        buffer.tryEmitComplete();
    }

    /** The buffered events, and a last comment that says why the stream ends. */
    Flux<byte[]> frames() {
        return buffer.asFlux()
                .concatWith(Mono.fromSupplier(
                        () -> (": " + lastWords + "; reconnect\n\n").getBytes(StandardCharsets.UTF_8)));
    }
}
