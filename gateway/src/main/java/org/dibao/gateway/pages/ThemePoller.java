package org.dibao.gateway.pages;

import java.time.Duration;
import org.dibao.support.loop.LoopLifecycle;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;

/** Periodically asks render for its current theme: a cached page does not show that the theme has changed. */
final class ThemePoller implements LoopLifecycle {
    private final PageCache cache;
    private final Duration every;
    private final SupervisedLoop loop = SupervisedLoop.of("watch-theme", this::look);

    ThemePoller(PageCache cache, Duration every) {
        this.cache = cache;
        this.every = every;
    }

    private Next look() throws InterruptedException {
        loop.pause(every); // first: every loaded page also reports the theme
        cache.checkTheme().block();
        return Next.AGAIN;
    }

    @Override
    public SupervisedLoop loop() {
        return loop;
    }
}
