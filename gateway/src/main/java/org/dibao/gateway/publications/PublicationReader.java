package org.dibao.gateway.publications;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.LogIdentity;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts following before the gateway's port opens, from the topic's end at that time. If Kafka is unavailable, the
 * port opens anyway after {@value #PATIENCE_SECONDS} s: the gateway then passes pages on without caching them until
 * Kafka is back.
 */
@Component
public final class PublicationReader implements SmartLifecycle, Supervised {
    private static final Logger log = LoggerFactory.getLogger(PublicationReader.class);
    private static final long PATIENCE_SECONDS = 5;

    private final PublicationSource source;
    private final PublicationPipeline publications;
    private final ProcessedPosition processed;
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final SupervisedLoop looking = SupervisedLoop.of("find-publications", this::look);
    private volatile boolean running;
    private volatile PublicationSource.@Nullable Following following;

    PublicationReader(PublicationSource source, PublicationPipeline publications, ProcessedPosition processed) {
        this.source = source;
        this.publications = publications;
        this.processed = processed;
    }

    @Override
    public void start() {
        running = true;
        looking.start();
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

    /** Whether publications arrive, as far as is known. */
    public boolean isHealthy() {
        PublicationSource.Following now = following;
        return now != null && now.isHealthy();
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        PublicationSource.Following now = following;
        return now == null ? Stream.of(looking) : now.loops();
    }

    private Next look() {
        try {
            begin();
            first.complete(null);
            return Next.DONE;
        } catch (LogUnavailable e) {
            throw e; // the loop tries again
        } catch (RuntimeException e) {
            if (first.completeExceptionally(e)) {
                return Next.DONE; // the gateway's start fails
            }
            throw e;
        }
    }

    private synchronized void begin() {
        if (!running) {
            return;
        }
        close(); // left over from an aborted attempt
        LogIdentity logId = source.verify();
        Position end = source.end();
        publications.startAfter(logId, end);
        PublicationSource.Following next = source.follow(end, publications::on);
        following = next;
        processed.measured(next::behind);
        next.start();
        log.info("Following publications after position {}", end);
    }

    private void close() {
        PublicationSource.Following now = following;
        if (now != null) {
            now.close();
        }
    }

    @Override
    public void stop() {
        running = false;
        looking.close();
        synchronized (this) {
            close();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before the web server. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 8192;
    }
}
