package org.dibao.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.dibao.contract.article.Position;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/** Pages on which the time of day counts, as the news sitemap. */
class ShortLivedPagesTest {
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void aPageIsKeptNoLongerThanItSays() {
        PageCache cache = cache("public, max-age=1");
        get(cache);
        await().atMost(Duration.ofSeconds(5)).until(() -> get(cache) > 1);
    }

    @Test
    void aPageThatSaysNothingIsKeptUntilItIsPurged() {
        PageCache cache = cache("no-cache");
        for (int i = 0; i < 3; i++) {
            assertThat(get(cache)).isEqualTo(1);
        }
        assertThat(page("no-cache").lifetime()).isGreaterThan(Duration.ofDays(365_000));
        assertThat(page(null).lifetime()).isGreaterThan(Duration.ofDays(365_000));
        assertThat(page("public, s-max-age=5").lifetime()).isGreaterThan(Duration.ofDays(365_000));
        assertThat(page("public, max-age=30").lifetime()).isEqualTo(Duration.ofSeconds(30));
        assertThat(page("max-age=0").lifetime()).isEqualTo(Duration.ZERO);
        assertThat(page("public, max-age=31536000, immutable").lifetime()).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void aPageOfNoLifeIsMadeForEachRequest() {
        PageCache cache = cache("max-age=0");
        assertThat(get(cache)).isEqualTo(1);
        assertThat(get(cache)).isEqualTo(2);
    }

    /** Which of the pages made it is. */
    private int get(PageCache cache) {
        PageCache.Served served =
                Objects.requireNonNull(cache.get("/news-sitemap.xml").block());
        return served.page().body().plain().bytes().length;
    }

    private PageCache cache(String caching) {
        Fence fence = new Fence(10);
        PageCache cache = new PageCache(
                CacheSettings.with(Map.of()),
                fence,
                () -> new Position(1),
                () -> Duration.ZERO,
                (_, _) -> Mono.fromSupplier(() -> {
                    RenderedPage page = page(caching);
                    return new RenderedPage(
                            200,
                            page.headers(),
                            new PageBody(new byte[made.incrementAndGet()]),
                            page.position(),
                            0,
                            page.keys(),
                            "",
                            Instant.EPOCH);
                }),
                new PageMeters(new SimpleMeterRegistry()));
        cache.startAfter(new Position(0));
        return cache;
    }

    private static RenderedPage page(@org.jspecify.annotations.Nullable String caching) {
        HttpHeaders headers = new HttpHeaders();
        if (caching != null) {
            headers.setCacheControl(caching);
        }
        return new RenderedPage(
                200, headers, new PageBody(new byte[0]), new Position(1), 0, Set.of("feed"), "", Instant.EPOCH);
    }
}
