package org.dibao.ingest.web;

import org.dibao.contract.event.Problem;
import org.dibao.ingest.fields.Refused;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Bodies that must fit into memory. */
final class Bodies {
    private Bodies() {}

    /** The whole body; refused early if it says that it is larger than the limit, and else when it turns out to be. */
    static Mono<byte[]> read(ServerRequest request, DataSize limit) {
        long most = limit.toBytes();
        if (request.headers().contentLength().orElse(0) > most) {
            return Mono.error(tooLarge(most));
        }
        return DataBufferUtils.join(request.bodyToFlux(DataBuffer.class), (int) most)
                .map(Bodies::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(DataBufferLimitException.class, _ -> tooLarge(most));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static Refused tooLarge(long most) {
        return new Refused(Problem.of(Problem.Type.TOO_LARGE, "the body has more than " + most + " bytes"));
    }
}
