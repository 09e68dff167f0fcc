package org.dibao.standalone;

import java.util.concurrent.CompletableFuture;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Lets the gateway prepare everything beside the other services, but open its port only when they are ready: whoever
 * finds the site open finds it working.
 */
final class OpenLast implements SmartLifecycle {
    private final CompletableFuture<?> ready;
    private volatile boolean running;

    private OpenLast(CompletableFuture<?> ready) {
        this.ready = ready;
    }

    /** Makes a context wait, before it opens its port, until the future is done, in whatever way. */
    static void after(CompletableFuture<?> ready, ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("openLast", new OpenLast(ready));
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
