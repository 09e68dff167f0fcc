package org.dibao.gateway.publications;

import java.util.concurrent.TimeUnit;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.LogUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts to follow before the gateway's port opens, from the topic's end as it is then. If Kafka is away, the gateway
 * opens all the same: it passes pages on without caching them until Kafka is back.
 */
@Component
public final class Follow implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Follow.class);
    private static final long RETRY_SECONDS = 1;

    private final PublicationSource source;
    private final Publications publications;
    private final Processed processed;
    private volatile boolean running;
    private volatile @Nullable Thread retrying;
    private PublicationSource.@Nullable Following following;

    Follow(PublicationSource source, Publications publications, Processed processed) {
        this.source = source;
        this.publications = publications;
        this.processed = processed;
    }

    @Override
    public void start() {
        running = true;
        try {
            begin();
        } catch (LogUnavailable e) {
            log.warn("Kafka does not answer; pages are served uncached until it does: {}", e.getMessage());
            retrying = Thread.ofPlatform().name("find-publications").daemon().start(this::retry);
        }
    }

    /** Whether publications arrive, as far as can be known. */
    public synchronized boolean isHealthy() {
        return following != null && following.isHealthy();
    }

    private synchronized void begin() {
        if (!running) {
            return;
        }
        source.verify();
        Position end = source.end();
        publications.startAfter(end);
        following = source.follow(end, publications::on);
        log.info("Following publications after position {}", end);
    }

    private void retry() {
        while (running && !processed.isFollowing()) {
            try {
                TimeUnit.SECONDS.sleep(RETRY_SECONDS);
                begin();
            } catch (InterruptedException e) {
                return;
            } catch (LogUnavailable e) {
                log.debug("Kafka still does not answer", e);
            } catch (RuntimeException e) {
                log.error("publications cannot be followed: {}", e.getMessage());
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        Thread thread = retrying;
        if (thread != null) {
            thread.interrupt();
        }
        synchronized (this) {
            if (following != null) {
                following.close();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server when starting. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 8192;
    }
}
