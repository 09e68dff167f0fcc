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

/** Reads a submission's body whole, up to a size and within a time, so that ingest never waits for a slow sender. */
final class SubmissionBody {
    /**
     * So many times the limit of a body that did not announce its size is read on and dropped: a sender that writes while
     * its connection closes would never see the answer.
     */
    private static final int PATIENCE = 32;

    private final long most;
    private final Duration time;

    SubmissionBody(long most, Duration time) {
        this.most = most;
        this.time = time;
    }

    /** Fails with a {@link ProblemException}: 413, before anything is read if the size is announced, or 408. */
    Mono<byte[]> read(ServerRequest request) {
        if (request.headers().contentLength().orElse(0) > most) {
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
                    if (collected.size > most) {
                        throw tooLarge();
                    }
                    return collected.bytes.toByteArray();
                });
    }

    private void add(Collected collected, DataBuffer buffer) {
        int count = buffer.readableByteCount();
        try {
            collected.size += count;
            if (collected.size <= most) {
                byte[] bytes = new byte[count];
                buffer.read(bytes);
                collected.bytes.writeBytes(bytes);
            } else {
                collected.bytes.reset();
            }
        } finally {
            DataBufferUtils.release(buffer);
        }
        if (collected.size > most * PATIENCE) {
            throw tooLarge();
        }
    }

    private ProblemException tooLarge() {
        return new ProblemException(ProblemDocuments.of(
                Problem.Type.TOO_LARGE,
                String.format(Locale.ROOT, "A submission has at most %,d bytes. Nothing was accepted.", most)));
    }

    private static final class Collected {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        private long size;
    }
}
