package org.dibao.ingest.web;

import org.dibao.contract.event.Problem;
import org.dibao.ingest.fields.Refused;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Reads request bodies into memory. */
final class RequestBodies {
    private RequestBodies() {}

    /**
     * The whole body; refused at once if its stated length exceeds the limit, otherwise as soon as the body does.
     *
     * @param setting the limit's name
     */
    static Mono<byte[]> read(ServerRequest request, DataSize limit, String setting) {
        long maxBytes = limit.toBytes();
        if (request.headers().contentLength().orElse(0) > maxBytes) {
            return Mono.error(tooLarge(maxBytes, setting));
        }
        return DataBufferUtils.join(request.bodyToFlux(DataBuffer.class), (int) maxBytes)
                .map(RequestBodies::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(DataBufferLimitException.class, _ -> tooLarge(maxBytes, setting));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static Refused tooLarge(long maxBytes, String setting) {
        return new Refused(Problem.of(
                Problem.Type.TOO_LARGE,
                "the body has more than %d bytes; an operator can allow more with %s".formatted(maxBytes, setting)));
    }
}
