package org.dibao.gateway.publications;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.LogUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts to follow before the gateway's port opens, from the topic's end as it is then. If Kafka is away, the gateway
 * opens all the same, after {@value #PATIENCE_SECONDS} s: it passes pages on without caching them until Kafka is back.
 */
@Component
public final class Follow implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Follow.class);
    private static final long RETRY_SECONDS = 1;
    private static final long PATIENCE_SECONDS = 5;

    private final PublicationSource source;
    private final Publications publications;
    private final Processed processed;
    private volatile boolean running;
    private volatile @Nullable Thread looking;
    private PublicationSource.@Nullable Following following;

    Follow(PublicationSource source, Publications publications, Processed processed) {
        this.source = source;
        this.publications = publications;
        this.processed = processed;
    }

    @Override
    public void start() {
        running = true;
        CompletableFuture<Void> first = new CompletableFuture<>();
        looking = Thread.ofPlatform().name("find-publications").daemon().start(() -> look(first));
        try {
            first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            first.cancel(false);
            log.warn("Kafka does not answer; pages are served uncached until it does");
        } catch (ExecutionException e) {
            running = false;
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    private void look(CompletableFuture<Void> first) {
        while (running && !processed.isFollowing()) {
            try {
                begin();
                first.complete(null);
                return;
            } catch (LogUnavailable e) {
                log.debug("Kafka does not answer", e);
            } catch (RuntimeException e) {
                if (first.completeExceptionally(e)) {
                    return; // the gateway does not start
                }
                log.error("publications cannot be followed: {}", e.getMessage());
            }
            try {
                TimeUnit.SECONDS.sleep(RETRY_SECONDS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        Thread thread = looking;
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
