package org.dibao.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.dibao.contract.article.Position;
import org.dibao.gateway.Samples;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

class PageCacheTest {
    private final AtomicLong processed = new AtomicLong(1);
    private final AtomicLong rendered = new AtomicLong(2);
    private Runnable whileInserting = () -> {};
    private final PageCache cache = new PageCache(
            CacheSettings.with(Map.of()),
            new Fence(100),
            () -> new Position(processed.get()),
            () -> Duration.ZERO,
            (_, _) -> Mono.fromSupplier(this::page),
            new PageMeters(new SimpleMeterRegistry()));

    /** Its position is its text. */
    private RenderedPage page() {
        Set<String> keys = new LinkedHashSet<>(List.of("home")) {
            private static final long serialVersionUID = 1;

            @Override
            public void forEach(Consumer<? super String> action) {
                super.forEach(action);
                whileInserting.run();
            }
        };
        return new RenderedPage(
                200,
                new HttpHeaders(),
                new PageBody(rendered.toString().getBytes(StandardCharsets.US_ASCII)),
                new Position(rendered.get()),
                0,
                keys,
                "",
                Instant.EPOCH);
    }

    /** Render shows a publication before this gateway knows of it: the purge then comes while the page is being inserted. */
    @Test
    void aPageThatAnOlderPurgeMeetsWhileItIsInsertedIsFoundByTheNextOne() {
        cache.startAfter(new Position(1));
        whileInserting = () -> {
            whileInserting = () -> {};
            publish(2);
        };
        assertThat(text()).isEqualTo("2");

        rendered.set(3);
        publish(3);

        assertThat(text()).isEqualTo("3");
    }

    /** What was published in between has not been seen. */
    @Test
    void whoBeginsToFollowAgainKeepsNoPageOfBefore() {
        cache.startAfter(new Position(1));
        assertThat(text()).isEqualTo("2");

        rendered.set(3);
        processed.set(3);
        cache.startAfter(new Position(3));

        assertThat(text()).isEqualTo("3");
    }

    private void publish(long position) {
        cache.purge(Samples.publication(position, Samples.live("a", 2), "home"));
        processed.set(position);
    }

    private String text() {
        PageCache.Served served = Objects.requireNonNull(cache.get("/").block());
        return new String(served.page().body().plain().bytes(), StandardCharsets.US_ASCII);
    }
}
