package org.dibao.gateway.publications;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Ends streams and waiting before the web server stops: it would else wait for them. */
@Component
final class OpenAnswers implements SmartLifecycle {
    private final Publications publications;
    private volatile boolean running;

    OpenAnswers(Publications publications) {
        this.publications = publications;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        publications.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The last to start, the first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
