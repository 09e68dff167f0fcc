package org.dibao.gateway.pages;

import java.time.Duration;
import java.util.stream.Stream;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;
import org.springframework.context.SmartLifecycle;

/** Periodically asks render for its current theme: a cached page does not show that the theme has changed. */
final class ThemePoller implements SmartLifecycle, Supervised {
    private final PageCache cache;
    private final Duration every;
    private final SupervisedLoop loop = SupervisedLoop.of("watch-theme", this::look);
    private volatile boolean running;

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
    public Stream<SupervisedLoop> loops() {
        return Stream.of(loop);
    }

    @Override
    public void start() {
        running = true;
        loop.start();
    }

    @Override
    public void stop() {
        running = false;
        loop.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
