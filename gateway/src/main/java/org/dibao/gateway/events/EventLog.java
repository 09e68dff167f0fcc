package org.dibao.gateway.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.eventlog.LogIdentity;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.publicevents.LogEvent;
import org.dibao.eventlog.publicevents.RecentEvents;
import org.dibao.gateway.publications.PublicationListener;
import org.dibao.gateway.publications.PublicationSource;
import org.dibao.support.work.Workers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * All events that this gateway has processed, from the first on: the latest in memory, the others in Kafka. Whoever
 * reads on from the last position that it got has every event exactly once and in order, whichever of the two it came
 * from.
 */
@Component
final class EventLog implements PublicationListener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Told when there are new events, and when the gateway stops; in the thread that reads publications. */
    interface Listener {
        void newEvents();

        /** @return completes when there is nothing left to be ended */
        CompletableFuture<Void> stopping();
    }

    private final PublicationSource source;
    private final RecentEvents recent;
    private final PushedEvents pushed;
    private final EventArchive archive;
    private final Workers workers;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private PublicationSource.@Nullable History history;
    private final AtomicReference<CompletableFuture<Void>> nextEvent = new AtomicReference<>(new CompletableFuture<>());
    private volatile boolean stopping;
    private volatile @Nullable LogIdentity identity;

    EventLog(PublicationSource source, PushedEvents pushed, EventSettings settings, MeterRegistry meters) {
        this.source = source;
        this.pushed = pushed;
        this.recent = new RecentEvents(settings.recent());
        this.workers = new Workers("event-history", 1, settings.maxSubscribers(), meters);
        Counter readAgain = Counter.builder("dibao.gateway.events.read.again")
                .description("Events read from Kafka for subscribers that catch up; those at the same place share them")
                .register(meters);
        this.archive = new EventArchive(
                (after, max) ->
                        fromKafka(() -> history().read(after, max)).doOnNext(read -> readAgain.increment(read.size())),
                settings.replay(),
                settings.waitForSlower(),
                System::nanoTime);
    }

    /** The log's identity, part of each cursor; absent while Kafka has not been reached yet. */
    @Nullable
    String id() {
        LogIdentity known = identity;
        return known == null ? null : known.id();
    }

    /** The last position that a log has in common with this one; absent if it has none. */
    @Nullable
    Position inCommonWith(String log) {
        LogIdentity known = identity;
        return known == null ? null : known.inCommonWith(log);
    }

    /** Whether the gateway is stopping, so that nobody should wait for more. */
    boolean isStopping() {
        return stopping;
    }

    Cursor cursor(Position position) {
        return new Cursor(position, id());
    }

    /** The last position that subscribers may see. */
    Position last() {
        return recent.last();
    }

    void register(Listener listener) {
        listeners.add(listener);
    }

    /**
     * The events after a position, at most {@code max}, as far as they are in memory; none if there are none yet.
     *
     * @param place where the subscriber is in the archive, so that others wait for it; absent if it comes and goes
     * @return null if they must be {@linkplain #load loaded}
     */
    @Nullable
    List<LogEvent> after(Position position, int max, EventArchive.@Nullable Place place) {
        List<LogEvent> events = recent.after(position, max);
        return events == null ? archive.after(position, max, place) : events;
    }

    /** Whether the next event after a position is among the latest, which are in memory. */
    boolean isAmongLatest(Position position) {
        return recent.holds(position.next());
    }

    /**
     * Brings the events after a position into memory.
     *
     * @param place as for {@link #after}
     * @return fails if Kafka does not give them
     */
    Mono<Void> load(Position position, EventArchive.@Nullable Place place) {
        return archive.load(position, recent.last(), place);
    }

    /** The position before the first publication at this time or later. Fails with {@link LogUnavailable}. */
    Mono<Position> before(Instant time) {
        return fromKafka(() -> history().before(time));
    }

    /** The last accepted position, which this gateway may not have processed yet. Fails with {@link LogUnavailable}. */
    Mono<Position> end() {
        return fromKafka(source::logEnd);
    }

    private <T> Mono<T> fromKafka(Supplier<T> query) {
        return workers.run(query::get, PATIENCE, PATIENCE)
                .onErrorMap(Workers.Busy.class, busy -> new LogUnavailable("too much is being read from Kafka", busy));
    }

    /** Confined to the one worker. */
    private PublicationSource.History history() {
        PublicationSource.History open = history;
        if (open == null) {
            open = source.history();
            history = open;
        }
        return open;
    }

    /** Completes when there are events after a position, or the gateway is stopping. */
    Mono<Void> beyond(Position position) {
        return Mono.defer(() -> {
            CompletableFuture<Void> next = nextEvent.get(); // taken before looking, so that no event slips between
            return stopping || recent.last().isAfter(position) ? Mono.empty() : Mono.fromFuture(next, true);
        });
    }

    @Override
    public Stage stage() {
        return Stage.PUSH;
    }

    @Override
    public void startAfter(LogIdentity log, Position position) {
        recent.startAfter(position);
        identity = log;
    }

    @Override
    public void keep(Publication publication, String from) {
        pushed.begin(publication.position());
        recent.add(LogEvent.of(publication, from));
    }

    @Override
    public void on(Publication publication, String from) {
        nextEvent.getAndSet(new CompletableFuture<>()).complete(null);
        listeners.forEach(Listener::newEvents);
    }

    @Override
    public CompletableFuture<Void> stop() {
        stopping = true; // before those who wait are woken: nobody waits from now on
        nextEvent.get().complete(null);
        return CompletableFuture.allOf(
                listeners.stream().map(Listener::stopping).toArray(CompletableFuture[]::new));
    }

    @Override
    public void close() {
        workers.close();
        PublicationSource.History open = history;
        if (open != null) {
            open.close();
        }
    }
}
