package org.dibao.gateway.pages;

import java.time.Duration;
import java.util.stream.Stream;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;
import org.springframework.context.SmartLifecycle;

/** Asks render from time to time which theme it has: a page in the cache does not tell that there is another. */
final class ThemeWatch implements SmartLifecycle, Supervised {
    private final PageCache cache;
    private final Duration every;
    private final SupervisedLoop loop = SupervisedLoop.of("watch-theme", this::look);
    private volatile boolean running;

    ThemeWatch(PageCache cache, Duration every) {
        this.cache = cache;
        this.every = every;
    }

    private Next look() throws InterruptedException {
        loop.pause(every); // first: each page that is loaded tells the theme too
        cache.lookAtTheme().block();
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
