package org.dibao.gateway.publications;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ends streams and waiting requests before the web server stops: it would wait for requests, and takes a stream's connection for
 * one without a request.
 */
@Component
final class OpenResponses implements SmartLifecycle {
    private final PublicationPipeline publications;
    private volatile boolean running;

    OpenResponses(PublicationPipeline publications) {
        this.publications = publications;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable stopped) {
        running = false;
        publications.stop().whenComplete((_, _) -> stopped.run());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Started last, stopped first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
