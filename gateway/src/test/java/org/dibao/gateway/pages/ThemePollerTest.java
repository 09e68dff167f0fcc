package org.dibao.gateway.pages;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.dibao.contract.article.Position;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

class ThemePollerTest {

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, StackOverflowError.class, IllegalStateException.class})
    void afterAFailureOfAnyKindItLooksAgain(Class<? extends Throwable> kind) {
        AtomicInteger looks = new AtomicInteger();
        PageCache cache = new PageCache(
                CacheSettings.with(Map.of()),
                new Fence(10),
                () -> new Position(1),
                () -> Duration.ZERO,
                (_, _) -> {
                    if (looks.incrementAndGet() == 2) {
                        ThemePollerTest.<RuntimeException>fail(kind);
                    }
                    return Mono.just(new RenderedPage(
                            200,
                            new HttpHeaders(),
                            new PageBody(new byte[0]),
                            new Position(1),
                            0,
                            Set.of(),
                            "t",
                            Instant.EPOCH));
                },
                new PageMeters(new SimpleMeterRegistry()));
        ThemePoller watch = new ThemePoller(cache, Duration.ofMillis(20));
        watch.start();
        try {
            await().atMost(Duration.ofSeconds(5)).until(() -> looks.get() >= 4);
        } finally {
            watch.stop();
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void fail(Class<? extends Throwable> kind) throws E {
        try {
            throw (E) kind.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
