package org.dibao.gateway.publications;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.eventlog.LogIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes each publication through its stages: changed pages are purged, it is kept for subscribers, then its position counts
 * as processed, then waiting requests are woken, then subscribers receive it. Whoever is notified of a position therefore finds it on
 * every page, and among the events.
 */
@Component
public final class PublicationPipeline {
    private static final Logger log = LoggerFactory.getLogger(PublicationPipeline.class);

    private final List<PublicationListener> listeners;
    private final AcceptedToLive acceptedToLive;
    private final ProcessedPosition processed;

    PublicationPipeline(
            List<PublicationListener> listeners, ProcessedPosition processed, MeterRegistry meters, Clock clock) {
        this.processed = processed;
        this.listeners = listeners.stream()
                .sorted(Comparator.comparing(PublicationListener::stage))
                .toList();
        this.acceptedToLive = new AcceptedToLive(meters, clock);
        Gauge.builder("dibao.gateway.position", processed, it -> it.position().value())
                .description("The last position that this gateway has processed")
                .register(meters);
    }

    void startAfter(LogIdentity log, Position start) {
        listeners.forEach(listener -> listener.startAfter(log, start));
        processed.advance(start);
    }

    /**
     * Called in the follower's thread. After a failure in the purge stage the publication is delivered again; failures in
     * later stages cannot stop the processing.
     *
     * @param source of the record
     */
    void on(Publication publication, String source) {
        if (publication.position().isAfter(processed.position())) {
            process(publication, source);
        }
    }

    private void process(Publication publication, String source) {
        for (PublicationListener listener : listeners) {
            if (listener.stage() == PublicationListener.Stage.PURGE) {
                listener.on(publication, source);
            }
        }
        for (PublicationListener listener : listeners) {
            tell(listener, publication, () -> listener.keep(publication, source));
        }
        processed.advance(publication.position());
        for (PublicationListener listener : listeners) {
            if (listener.stage() != PublicationListener.Stage.PURGE) {
                tell(listener, publication, () -> listener.on(publication, source));
            }
        }
        acceptedToLive.record(publication);
    }

    private static void tell(PublicationListener listener, Publication publication, Runnable call) {
        try {
            call.run();
        } catch (Throwable e) { // an Error too: the position counts as processed, so it is not delivered again
            log.error(
                    "position {}: {} could not be told; the pages are up to date all the same",
                    publication.position(),
                    listener.stage() == PublicationListener.Stage.WAKE ? "who waits for it" : "subscribers",
                    e);
        }
    }

    /** @return completes when whatever was open has ended */
    CompletableFuture<Void> stop() {
        return CompletableFuture.allOf(
                listeners.stream().map(PublicationListener::stop).toArray(CompletableFuture[]::new));
    }
}
