package org.dibao.gateway.pages;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dibao.gateway.encoding.Coding;
import org.dibao.gateway.encoding.Compression;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/** A page's body in each coding that has been asked for: made once, however many ask at the same time. Thread-safe. */
final class PageBody {
    private final Map<Coding, EncodedBody> made = new ConcurrentHashMap<>(4);
    private final Map<Coding, Mono<EncodedBody>> beingMade = new ConcurrentHashMap<>(4);
    private final EncodedBody plain;
    /** Looked up once; absent until then. */
    private volatile Compression.@Nullable Use use;

    PageBody(byte[] plain) {
        this.plain = new EncodedBody(plain);
        made.put(Coding.IDENTITY, this.plain);
    }

    /** @param headers of the page */
    Compression.Use use(HttpHeaders headers, Compression compression) {
        Compression.Use known = use;
        if (known == null) {
            known = compression.use(headers, plain.bytes().length);
            use = known;
        }
        return known;
    }

    EncodedBody plain() {
        return plain;
    }

    /** Null if it has not been made yet. */
    @Nullable
    EncodedBody in(Coding coding) {
        return made.get(coding);
    }

    /** Fails if it cannot be made at the moment. */
    Mono<EncodedBody> make(Coding coding, Compression compression) {
        return beingMade.computeIfAbsent(
                coding,
                it -> compression
                        .encode(plain.bytes(), it)
                        .map(EncodedBody::new)
                        .doOnNext(body -> made.put(it, body))
                        .doOnTerminate(() -> beingMade.remove(it))
                        .cache());
    }

    /** In bytes, in all codings. */
    int weight() {
        return made.values().stream().mapToInt(body -> body.bytes().length).sum();
    }
}
