package org.dibao.delivery.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Headers;
import org.dibao.delivery.events.EventSource;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogEnd;
import org.dibao.eventlog.LogIdentity;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.PublicationFollower;
import org.dibao.eventlog.TopicHistory;
import org.dibao.eventlog.TopicSettings;
import org.dibao.eventlog.TopicSetup;
import org.dibao.eventlog.publicevents.LogEvent;
import org.dibao.eventlog.publicevents.RecentEvents;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.work.Workers;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The topic {@code publications}: followed from its end at the start on, and read again for those that are behind. */
public final class KafkaEvents implements EventSource, Supervised, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /**
     * What is kept in memory: so many events, as far as there is memory for them.
     *
     * @param recent of the latest events
     * @param replay of others
     * @param memory bytes for both: a quarter of them for the latest
     */
    public record Kept(int recent, int replay, long memory) {}

    private final KafkaSettings kafka;
    private final TopicSettings topics;
    private final RecentEvents recent;
    private final EventBlocks archive;
    private final Workers reading;
    private final TopicHistory publications;
    private final PastEvents past = new PastEvents();
    private volatile @Nullable PublicationFollower follower;
    private volatile @Nullable LogIdentity log;
    private volatile String latestSource = PublicationFollower.UNKNOWN_SITE;

    /**
     * @param kept    how many events are kept in memory
     * @param reading reads from Kafka
     */
    public KafkaEvents(KafkaSettings kafka, TopicSettings topics, Kept kept, Workers reading) {
        this.kafka = kafka;
        this.topics = topics;
        this.recent = new RecentEvents(kept.recent(), kept.memory() / 4);
        this.reading = reading;
        this.publications = new TopicHistory(kafka, topics.publications());
        this.archive = new EventBlocks(
                (after, max, bytes) -> fromKafka(() -> past.run(publications.after(after, max, bytes))),
                kept.replay(),
                kept.memory() - kept.memory() / 4);
    }

    /**
     * Blocks until the topics are verified.
     *
     * @param newEvents told when there are some
     */
    void start(Runnable newEvents) {
        TopicSetup.createOrVerify(kafka, topics.publications(), topics.replication());
        LogIdentity identity = LogIdentity.of(kafka, topics);
        Position end = LogEnd.lastPosition(kafka, topics.publications(), Headers.ID);
        recent.startAfter(end);
        String source = LogEnd.lastHeader(kafka, topics.publications(), Headers.SOURCE);
        if (source != null) {
            latestSource = source;
        }
        log = identity;
        PublicationFollower next = PublicationFollower.withRequests(kafka, topics.publications(), end, run -> {
            run.forEach(followed -> {
                if (followed.publication().position().isAfter(recent.last())) {
                    recent.add(
                            LogEvent.of(followed.publication(), followed.source()),
                            EventMemory.of(followed.bytes(), 1));
                }
            });
            latestSource = run.getLast().source();
            newEvents.run();
        });
        follower = next;
        next.start();
    }

    @Override
    public LogIdentity identity() {
        return requireNonNull(log, "not started");
    }

    @Override
    public String site() {
        String source = latestSource;
        return source.substring(0, source.lastIndexOf('/'));
    }

    /** Why subscribers must wait; absent if they need not. */
    public @Nullable String trouble() {
        PublicationFollower now = follower;
        return now == null || !now.isHealthy() ? "cannot be read at the moment" : past.trouble();
    }

    @Override
    public Position last() {
        return recent.last();
    }

    @Override
    public @Nullable List<LogEvent> after(Position position, int max) {
        List<LogEvent> events = recent.after(position, max);
        return events == null ? archive.after(position, max) : events;
    }

    @Override
    public Mono<Void> load(Position position) {
        return archive.load(position, recent.last());
    }

    @Override
    public Mono<Position> before(Instant time) {
        return fromKafka(() -> new Position(publications.firstSince(time).value() - 1));
    }

    private <T> Mono<T> fromKafka(Supplier<T> query) {
        return reading.run(query::get, PATIENCE, PATIENCE)
                .onErrorMap(Workers.Busy.class, busy -> new LogUnavailable("too much is being read from Kafka", busy));
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        PublicationFollower now = follower;
        return now == null ? Stream.of() : now.loops();
    }

    @Override
    public void close() {
        PublicationFollower now = follower;
        if (now != null) {
            now.close();
        }
        publications.close();
    }
}
