package org.dibao.standalone;

import java.util.concurrent.CompletableFuture;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Lets the gateway start in parallel with the other services but open its port only once they are ready: when the site
 * answers, it works.
 */
final class DelayedPort implements SmartLifecycle {
    private final CompletableFuture<?> ready;
    private volatile boolean running;

    private DelayedPort(CompletableFuture<?> ready) {
        this.ready = ready;
    }

    /** Makes a context wait with opening its port until the future is done, successfully or not. */
    static void after(CompletableFuture<?> ready, ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("openLast", new DelayedPort(ready));
    }

    @Override
    public void start() {
        ready.handle((_, _) -> "done").join();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }
}
