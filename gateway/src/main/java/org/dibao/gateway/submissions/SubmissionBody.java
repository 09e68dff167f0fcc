package org.dibao.gateway.submissions;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.dibao.contract.event.Problem;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * Reads a submission's complete body, up to a maximum size and within a time limit, so that ingest never waits for a
 * slow sender.
 */
final class SubmissionBody {
    /**
     * A body of undeclared size is read and discarded up to this multiple of the limit: a sender that is still writing
     * when the connection closes would never see the response.
     */
    private static final int PATIENCE = 32;

    private final long maxBytes;
    private final Duration time;

    SubmissionBody(long maxBytes, Duration time) {
        this.maxBytes = maxBytes;
        this.time = time;
    }

    /** Fails with a {@link ProblemException}: 413, before anything is read if the size is declared, or 408. */
    Mono<byte[]> read(ServerRequest request) {
        if (request.headers().contentLength().orElse(0) > maxBytes) {
            return Mono.error(tooLarge());
        }
        return request.body(BodyExtractors.toDataBuffers())
                .collect(Collected::new, this::add)
                .timeout(time)
                .onErrorMap(
                        TimeoutException.class,
                        _ -> new ProblemException(ProblemDocuments.of(
                                HttpStatus.REQUEST_TIMEOUT,
                                "The body did not arrive within " + time.toSeconds() + " s. Nothing was accepted.")))
                .map(collected -> {
                    if (collected.size > maxBytes) {
                        throw tooLarge();
                    }
                    return collected.bytes.toByteArray();
                });
    }

    private void add(Collected collected, DataBuffer buffer) {
        int count = buffer.readableByteCount();
        try {
            collected.size += count;
            if (collected.size <= maxBytes) {
                byte[] bytes = new byte[count];
                buffer.read(bytes);
                collected.bytes.writeBytes(bytes);
            } else {
                collected.bytes.reset();
            }
        } finally {
            DataBufferUtils.release(buffer);
        }
        if (collected.size > maxBytes * PATIENCE) {
            throw tooLarge();
        }
    }

    private ProblemException tooLarge() {
        return new ProblemException(ProblemDocuments.of(
                Problem.Type.TOO_LARGE,
                String.format(
                        Locale.ROOT,
                        "A submission has at most %,d bytes (dibao.gateway.submissions.max-body). Nothing was accepted.",
                        maxBytes)));
    }

    private static final class Collected {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        private long size;
    }
}
