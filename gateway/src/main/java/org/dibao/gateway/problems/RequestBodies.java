package org.dibao.gateway.problems;

import org.dibao.contract.event.Problem;
import org.dibao.support.problem.ProblemException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Reads small bodies. */
public final class RequestBodies {
    private RequestBodies() {}

    /**
     * The whole body; empty bytes if there is none.
     *
     * @param what it is about, such as {@code a subscription}
     * @return fails with a problem if it has more than {@code most} bytes
     */
    public static Mono<byte[]> read(ServerRequest request, int most, String what) {
        return DataBufferUtils.join(request.body((message, _) -> message.getBody()), most)
                .map(RequestBodies::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(
                        DataBufferLimitException.class,
                        _ -> new ProblemException(
                                Problem.of(Problem.Type.TOO_LARGE, what + " has at most " + most + " bytes")));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
