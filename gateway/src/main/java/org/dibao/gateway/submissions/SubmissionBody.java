package org.dibao.gateway.submissions;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.dibao.contract.event.Problem;
import org.dibao.gateway.problems.ProblemDocument;
import org.dibao.gateway.problems.Refusal;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads a submission's body whole, up to a size and within a time, so that ingest never waits for a slow sender. */
final class SubmissionBody {
    private static final byte[] EMPTY = {};

    private final int most;
    private final Duration time;

    SubmissionBody(long most, Duration time) {
        this.most = Math.toIntExact(most);
        this.time = time;
    }

    /** Fails with a {@link Refusal}: 413, before anything is read if the size is announced, or 408. */
    Mono<byte[]> read(ServerRequest request) {
        if (request.headers().contentLength().orElse(0) > most) {
            return Mono.error(tooLarge());
        }
        Flux<DataBuffer> body = request.body(BodyExtractors.toDataBuffers());
        return DataBufferUtils.join(body, most)
                .map(SubmissionBody::bytes)
                .defaultIfEmpty(EMPTY)
                .timeout(time)
                .onErrorMap(DataBufferLimitException.class, _ -> tooLarge())
                .onErrorMap(TimeoutException.class, _ -> new Refusal(ProblemDocument.of(HttpStatus.REQUEST_TIMEOUT,
                        "The body did not arrive within " + time.toSeconds() + " s. Nothing was accepted.")));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private Refusal tooLarge() {
        return new Refusal(ProblemDocument.of(Problem.Type.TOO_LARGE, String.format(Locale.ROOT,
                "A submission has at most %,d bytes. Nothing was accepted.", most)));
    }
}
