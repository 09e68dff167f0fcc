package org.dibao.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dibao.contract.article.Position;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A changed theme: no stampede to render, and no page that keeps its old look. */
class RestylingTest {
    private static final int PAGES = 20;
    private static final int AT_ONCE = 2;

    private final List<Sinks.One<RenderedPage>> held = new ArrayList<>();
    private String theme = "old";
    private boolean holding;
    private final PageSource render = (_, _) -> {
        RenderedPage page = new RenderedPage(
                200,
                new HttpHeaders(),
                new PageBody(theme.getBytes(StandardCharsets.US_ASCII)),
                new Position(1),
                0,
                Set.of("site"),
                theme,
                Instant.EPOCH);
        if (!holding) {
            return Mono.just(page);
        }
        Sinks.One<RenderedPage> later = Sinks.one();
        held.add(later);
        return later.asMono();
    };
    private final PageCache cache = new PageCache(
            CacheSettings.with(Map.of("restyling", Integer.toString(AT_ONCE))),
            new Fence(100),
            () -> new Position(1),
            () -> Duration.ZERO,
            render,
            new PageMeters(new SimpleMeterRegistry()));

    @Test
    void fewPagesAreMadeAnewAtOnceAndTheOthersShowTheirOldLookMeanwhile() {
        cacheAll();
        theme = "new";
        cache.checkTheme().block();
        holding = true;

        List<Mono<String>> answers = new ArrayList<>();
        for (int i = 0; i < PAGES; i++) {
            Mono<String> answer = look(i).cache();
            answer.subscribe();
            answers.add(answer);
        }

        assertThat(held).hasSize(AT_ONCE);
        for (Mono<String> answer : answers.subList(AT_ONCE, PAGES)) {
            assertThat(answer.block(Duration.ofSeconds(1))).isEqualTo("old");
        }
    }

    @Test
    void afterSomeRequestsEveryPageHasItsNewLook() {
        cacheAll();
        theme = "new";
        cache.checkTheme().block();

        for (int i = 0; i < PAGES; i++) {
            assertThat(look(i).block()).isEqualTo("new");
        }
        holding = true;
        for (int i = 0; i < PAGES; i++) {
            assertThat(look(i).block(Duration.ofSeconds(1))).isEqualTo("new");
        }
        assertThat(held).isEmpty();
    }

    @Test
    void anOldLookIsBetterThanNone() {
        cacheAll();
        theme = "new";
        cache.checkTheme().block();
        holding = true;

        Mono<String> answer = look(0).cache();
        answer.subscribe();
        held.getFirst().tryEmitError(new IllegalStateException("render is away"));

        assertThat(answer.block(Duration.ofSeconds(1))).isEqualTo("old");
    }

    private void cacheAll() {
        cache.startAfter(new Position(0));
        for (int i = 0; i < PAGES; i++) {
            assertThat(look(i).block()).isEqualTo("old");
        }
    }

    private Mono<String> look(int page) {
        return cache.get("/" + page)
                .map(served -> new String(
                        Objects.requireNonNull(served.page().body().plain().bytes()), StandardCharsets.US_ASCII));
    }
}
