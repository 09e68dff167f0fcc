package org.dibao.gateway.pages;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks render from time to time which theme it has: a page in the cache does not tell that there is another. */
final class ThemeWatch implements SmartLifecycle {
    private final PageCache cache;
    private final Duration every;
    private @Nullable Disposable watching;

    ThemeWatch(PageCache cache, Duration every) {
        this.cache = cache;
        this.every = every;
    }

    @Override
    public synchronized void start() {
        watching = Flux.interval(every)
                .onBackpressureDrop()
                .concatMap(
                        _ -> cache.lookAtTheme().onErrorResume(_ -> Mono.empty()),
                        1) // render is away: the next look tells
                .subscribe();
    }

    @Override
    public synchronized void stop() {
        if (watching != null) {
            watching.dispose();
            watching = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return watching != null;
    }
}
