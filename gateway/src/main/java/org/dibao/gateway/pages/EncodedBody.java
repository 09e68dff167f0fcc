package org.dibao.gateway.pages;

import java.time.Instant;
import java.util.function.Supplier;
import org.dibao.contract.article.Position;
import org.dibao.gateway.connections.ReadyAnswer;
import org.jspecify.annotations.Nullable;

/** A page's body in one coding, and the heads with which it was last sent. Thread-safe. */
final class EncodedBody {
    /** What a head depends on, besides the page. */
    record Occasion(PageAnswer answer, Position position, long age, long second) {

        static Occasion of(PageAnswer answer, PageCache.Served served, Instant arrival) {
            long age = served.age() == null ? 0 : served.age().toSeconds();
            return new Occasion(answer, served.position(), age, arrival.getEpochSecond());
        }
    }

    private record Sent(Occasion on, ReadyAnswer.Head head) {}

    private final byte[] bytes;
    private volatile @Nullable Sent whole;
    private volatile @Nullable Sent unmodified;

    EncodedBody(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /** As it was last made for the same occasion: most requests of a second get the same. */
    ReadyAnswer.Head head(Occasion on, Supplier<ReadyAnswer.Head> make) {
        boolean hasBody = on.answer().hasBody();
        Sent last = hasBody ? whole : unmodified;
        if (last == null || !last.on().equals(on)) {
            last = new Sent(on, make.get());
            if (hasBody) {
                whole = last;
            } else {
                unmodified = last;
            }
        }
        return last.head();
    }
}
