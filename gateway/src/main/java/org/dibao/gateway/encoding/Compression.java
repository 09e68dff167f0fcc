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

    /** Names what a cache has to consider, in addition to what is named already (RFC 9110, 12.5.5). */
    public static void vary(int status, HttpHeaders answer) {
        if ((status == 304 || concerns(answer.getContentType()))
                && !answer.getVary().contains(HttpHeaders.ACCEPT_ENCODING)) {
            answer.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
    }

    /** Whether an answer with these headers and a body depends on what a client accepts. */
    public static boolean varies(HttpHeaders answer) {
        return concerns(answer.getContentType()) || answer.getVary().contains(HttpHeaders.ACCEPT_ENCODING);
    }

    /** Whether bodies of this type differ by client; then all answers of that type say so in {@code Vary}. */
    private static boolean concerns(@Nullable MediaType type) {
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

    /** What a body is to the coding. */
    public enum Use {
        /** It must stay as it is. */
        NONE,
        /** It is short, or of a kind that does not shrink. */
        LITTLE,
        MUCH
    }

    public Use use(HttpHeaders answer, int length) {
        String caching = answer.getCacheControl();
        if (length == 0 || caching != null && caching.contains("no-transform")) {
            return Use.NONE;
        }
        return length >= settings.minSize().toBytes() && concerns(answer.getContentType()) ? Use.MUCH : Use.LITTLE;
    }

    /** The coding for a body. */
    public static Coding choose(AcceptedCodings accepted, Use use) {
        return switch (use) {
            case NONE -> Coding.IDENTITY;
            case LITTLE -> accepted.accepts(Coding.IDENTITY) ? Coding.IDENTITY : accepted.best();
            case MUCH -> accepted.best();
        };
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
