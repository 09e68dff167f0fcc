package org.dibao.gateway.pages;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Duration;
import org.dibao.blobs.Blob;
import org.dibao.blobs.Blobs;
import org.dibao.contract.file.Focus;
import org.dibao.contract.file.Variant;
import org.dibao.contract.wire.Headers;
import org.dibao.gateway.backends.Backend;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Decides what is sent at the address of a picture's variant: the variant; the picture, if there is to be no such variant; or, if that is
 * not known yet, the picture for now, and ingest is asked to make its variants. A picture is thus shown from the beginning, and once
 * its variants are there, whoever asks gets them.
 */
final class Variants {
    private static final Duration BETWEEN_WISHES = Duration.ofSeconds(5);
    private static final int MOST_WISHES = 10_000;
    private static final String LATER = "later";
    private static final String SOON = "public, max-age=5";
    private static final byte[] NOTHING = {};

    private final Blobs blobs;
    private final Backend ingest;
    private final Cache<String, Boolean> wished = Caffeine.newBuilder()
            .maximumSize(MOST_WISHES)
            .expireAfterWrite(BETWEEN_WISHES)
            .build();

    Variants(Blobs blobs, Backend ingest) {
        this.blobs = blobs;
        this.ingest = ingest;
    }

    /** The same unless it is a variant. */
    Mono<PageCache.Served> resolved(PageCache.Served served) {
        KeptFile file = served.page().file();
        Variant variant = file == null ? null : file.variant();
        return file == null || variant == null
                ? Mono.just(served)
                : Mono.fromCallable(() -> length(file, variant))
                        .subscribeOn(Schedulers.boundedElastic())
                        .map(length -> length > 0
                                ? variant(served, file, variant, length)
                                : original(served, file, variant, length == 0));
    }

    /** Of the variant, in bytes; 0 if there is to be none, -1 if it is not known. */
    private long length(KeptFile file, Variant variant) throws IOException {
        try (Blob blob = blobs.derived(file.hash(), variant.name()).orElse(null)) {
            return blob == null ? -1 : blob.length();
        }
    }

    private static PageCache.Served variant(PageCache.Served served, KeptFile file, Variant variant, long length) {
        HttpHeaders headers = copied(served);
        headers.setContentType(MediaType.parseMediaType(variant.format().type()));
        headers.setETag("\"" + file.hash() + "-" + variant.name() + "-" + length + "\"");
        return served(served, headers, new KeptFile(file.hash(), length, variant));
    }

    private PageCache.Served original(PageCache.Served served, KeptFile file, Variant variant, boolean forGood) {
        HttpHeaders headers = copied(served);
        if (!forGood) {
            headers.setCacheControl(SOON);
            headers.set(Headers.HTTP_VARIANT, LATER);
            wish(file.hash() + focus(variant));
        }
        return served(served, headers, file.original());
    }

    private static HttpHeaders copied(PageCache.Served served) {
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(served.page().headers());
        return headers;
    }

    private static PageCache.Served served(PageCache.Served served, HttpHeaders headers, @Nullable KeptFile file) {
        RenderedPage page = RenderedPageBuilder.builder(served.page())
                .headers(HttpHeaders.readOnlyHttpHeaders(headers))
                .file(file)
                .build();
        return new PageCache.Served(page, served.position(), served.age(), served.status());
    }

    /** Of a preview. */
    private static String focus(Variant variant) {
        Focus focus = variant.focus();
        return focus == null ? "" : "?focus=" + focus.x() + "," + focus.y();
    }

    /** Nobody waits for the answer: whoever asks next wishes again. */
    private void wish(String what) {
        if (wished.asMap().putIfAbsent(what, true) == null) {
            ingest.send(HttpMethod.POST, "/variants/" + what, new HttpHeaders(), NOTHING)
                    .onErrorComplete()
                    .subscribe();
        }
    }
}
