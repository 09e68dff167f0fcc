package org.dibao.gateway.subscriptions;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Reads small bodies. */
final class Bodies {
    private Bodies() {}

    /**
     * The whole body; empty bytes if there is none.
     *
     * @return fails with {@link org.springframework.core.io.buffer.DataBufferLimitException} if it has more than {@code most} bytes
     */
    static Mono<byte[]> read(ServerRequest request, int most) {
        return DataBufferUtils.join(request.body((message, _) -> message.getBody()), most)
                .map(Bodies::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
