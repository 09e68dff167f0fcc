package org.dibao.eventlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.contract.wire.TraceParent;
import org.dibao.contract.wire.Unreadable;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@code publications} from a position on: each one exactly once and in order. Duplicates are dropped, and so is what
 * somebody else has written. A gap, a publication that cannot be read and one from a newer release are defects: the follower stops
 * before it, reports itself unhealthy and tries again, because skipping a publication would leave a stale page. What came before is
 * handed over, even if it was read together with it.
 */
public final class PublicationFollower implements Supervised, AutoCloseable {
    /** The source of a record that does not tell its site, as earlier releases wrote it. */
    public static final String UNKNOWN_SITE = "/render";

    private static final Logger log = LoggerFactory.getLogger(PublicationFollower.class);
    private static final SharedReading READING = new SharedReading();

    private final TopicFollower follower;
    private final Consumer<List<Followed>> subscriber;
    private volatile Position position;

    /**
     * A publication with the trace of the request that caused it.
     *
     * @param request absent in records from before requests were traced
     * @param bytes   the size of the record's value
     * @param source  of the record: the site's address in force before it and the service that wrote it
     */
    public record Followed(
            Publication publication, @Nullable TraceParent request, int bytes, String source) {}

    private PublicationFollower(
            Position after, Consumer<List<Followed>> subscriber, KafkaSettings kafka, String topic) {
        this.subscriber = subscriber;
        this.position = after;
        // A record's offset is never below its position: nothing wanted comes before this offset.
        this.follower = new TopicFollower(kafka, topic, after.value() + 1, this::on);
    }

    /**
     * @param after      the last position to skip
     * @param subscriber called in the follower's thread; if it fails, it receives the same publications again
     */
    public PublicationFollower(
            KafkaSettings kafka, String topic, Position after, Consumer<List<Publication>> subscriber) {
        this(
                after,
                run -> subscriber.accept(run.stream().map(Followed::publication).toList()),
                kafka,
                topic);
    }

    /** Like the constructor, for a subscriber that also needs to know how a publication came. */
    public static PublicationFollower withRequests(
            KafkaSettings kafka, String topic, Position after, Consumer<List<Followed>> subscriber) {
        return new PublicationFollower(after, subscriber, kafka, topic);
    }

    /** The source in a record's headers. There are few, and events in memory share them. */
    public static String source(Map<String, String> headers) {
        return headers.getOrDefault(Headers.SOURCE, UNKNOWN_SITE).intern();
    }

    public void start() {
        follower.start();
    }

    /** The last position that was handed over. */
    public Position position() {
        return position;
    }

    public boolean isHealthy() {
        return follower.isHealthy();
    }

    /** How far the follower lags in time; see {@link TopicFollower#behind}. */
    public Duration behind() {
        return follower.behind();
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        return follower.loops();
    }

    private void on(List<ReceivedRecord> records) throws Unreadable {
        List<Followed> fresh = new ArrayList<>(records.size());
        Position at = position;
        for (ReceivedRecord record : records) {
            if (record.position() == null) {
                log.warn(
                        "Somebody else has written to the topic of publications: the record at offset {} is passed over",
                        record.offset());
                continue;
            }
            Publication publication;
            try {
                publication = READING.read(record);
            } catch (Unreadable | NewerVersion e) {
                hand(fresh, at);
                throw e;
            }
            if (!publication.position().isAfter(at)) {
                continue;
            }
            if (!publication.position().equals(at.next())) {
                hand(fresh, at);
                throw new IllegalStateException("gap in publications: position " + publication.position() + " follows "
                        + at + "; the follower stops here");
            }
            at = publication.position();
            fresh.add(new Followed(
                    publication, TraceParent.of(record.headers()), record.bytes(), source(record.headers())));
        }
        hand(fresh, at);
    }

    private void hand(List<Followed> fresh, Position last) {
        if (!fresh.isEmpty()) {
            subscriber.accept(List.copyOf(fresh));
            position = last;
        }
    }

    @Override
    public void close() {
        follower.close();
    }
}
