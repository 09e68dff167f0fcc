package org.dibao.delivery.targets;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What is kept of an answer's body.
 *
 * @param cut whether it went on
 */
record AnswerBeginning(byte[] bytes, boolean cut) {
    /** What came of the body before it ended, broke off or became too long. */
    static Mono<AnswerBeginning> of(Flux<ByteBuf> content, long limit) {
        return Mono.defer(() -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            return content.map(piece -> {
                        byte[] some = new byte[(int) Math.min(piece.readableBytes(), limit + 1 - bytes.size())];
                        piece.readBytes(some);
                        bytes.writeBytes(some);
                        return bytes.size() > limit;
                    })
                    .takeUntil(full -> full)
                    .then(Mono.fromSupplier(() -> {
                        byte[] all = bytes.toByteArray();
                        return all.length > limit
                                ? new AnswerBeginning(Arrays.copyOf(all, (int) limit), true)
                                : new AnswerBeginning(all, false);
                    }));
        });
    }
}
