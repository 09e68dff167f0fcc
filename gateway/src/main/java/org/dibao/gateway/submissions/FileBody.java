package org.dibao.gateway.submissions;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.dibao.contract.event.Problem;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The bytes of one file on their way through: never more of them in memory than the network holds. For one request. */
final class FileBody {
    /** See {@link SubmissionBody}. */
    private static final int PATIENCE = 32;

    private final long maxBytes;
    private final Duration idle;
    private final AtomicLong passed = new AtomicLong();
    private final AtomicReference<@Nullable ProblemException> failure = new AtomicReference<>();

    FileBody(long maxBytes, Duration idle) {
        this.maxBytes = maxBytes;
        this.idle = idle;
    }

    /** Fails with 413 before anything is read, if the size is declared. */
    Mono<Void> check(ServerRequest request) {
        return request.headers().contentLength().orElse(0) > maxBytes ? Mono.error(tooLarge()) : Mono.empty();
    }

    /** Fails at its end if it has been too large, and with 408 if it stops coming. */
    Flux<DataBuffer> of(ServerRequest request) {
        return request.body(BodyExtractors.toDataBuffers())
                .timeout(idle)
                .onErrorMap(
                        TimeoutException.class,
                        _ -> new ProblemException(ProblemDocuments.of(
                                HttpStatus.REQUEST_TIMEOUT,
                                "Nothing of the file came for " + idle.toSeconds() + " s. Nothing was accepted.")))
                .<DataBuffer>handle((buffer, sink) -> {
                    long all = passed.addAndGet(buffer.readableByteCount());
                    if (all <= maxBytes) {
                        sink.next(buffer);
                        return;
                    }
                    DataBufferUtils.release(buffer);
                    if (all > maxBytes * PATIENCE) {
                        sink.error(tooLarge());
                    }
                })
                .concatWith(Mono.defer(() -> passed.get() > maxBytes ? Mono.error(tooLarge()) : Mono.empty()))
                .doOnError(ProblemException.class, failure::set);
    }

    /** Why the body failed; whoever sends it on only sees that it did. */
    Throwable reason(Throwable seen) {
        ProblemException own = failure.get();
        return own == null ? seen : own;
    }

    private ProblemException tooLarge() {
        return new ProblemException(ProblemDocuments.of(
                Problem.Type.TOO_LARGE,
                String.format(
                        Locale.ROOT,
                        "A file has at most %,d bytes (dibao.gateway.submissions.max-file). Nothing was accepted.",
                        maxBytes)));
    }
}
