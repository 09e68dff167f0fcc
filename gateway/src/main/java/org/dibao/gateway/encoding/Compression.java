package org.dibao.gateway.encoding;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.dibao.support.work.Workers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/** Compresses bodies, in threads of its own. */
public final class Compression implements AutoCloseable {
    private static final Duration WORKING = Duration.ofSeconds(10);

    private final CompressionSettings settings;
    private final Workers workers;

    Compression(CompressionSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.workers = new Workers("compressing", settings.threads(), settings.queue(), meters);
    }

    /** Whether bodies of this type differ by client; then all answers of that type say so in {@code Vary}. */
    public static boolean concerns(@Nullable MediaType type) {
        if (type == null) {
            return false;
        }
        String subtype = type.getSubtype();
        return type.getType().equals("text")
                || subtype.endsWith("json")
                || subtype.endsWith("xml")
                || subtype.endsWith("javascript")
                || subtype.equals("wasm");
    }

    /** The coding for a body, given what the client accepts. */
    public Coding choose(AcceptedCodings accepted, HttpHeaders answer, int length) {
        boolean worth = length >= settings.minSize().toBytes() && concerns(answer.getContentType());
        String caching = answer.getCacheControl();
        boolean fixed = length == 0 || caching != null && caching.contains("no-transform");
        return fixed || !worth && accepted.accepts(Coding.IDENTITY) ? Coding.IDENTITY : accepted.best();
    }

    /** @return in another thread; fails if there are too many at the moment */
    public Mono<byte[]> encode(byte[] plain, Coding coding) {
        return workers.run(() -> coding.encode(plain), settings.within(), WORKING);
    }

    @Override
    public void close() {
        workers.close();
    }
}
