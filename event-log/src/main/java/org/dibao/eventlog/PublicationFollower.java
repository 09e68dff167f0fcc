package org.dibao.eventlog;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.Unreadable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@code publications} after a position: each one exactly once and in order. What was seen already is dropped.
 * A gap, a record that cannot be read and one of a newer release are defects: the follower stops in front of it, is
 * unhealthy, and tries again, since skipping one would leave a stale page behind.
 */
public final class PublicationFollower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PublicationFollower.class);

    private final TopicFollower follower;
    private final Consumer<List<Publication>> subscriber;
    private volatile Position position;

    /**
     * @param after      the last position that is not wanted
     * @param subscriber called in the follower's thread; if it fails it gets the same publications again
     */
    public PublicationFollower(
            KafkaSettings kafka, String topic, Position after, Consumer<List<Publication>> subscriber) {
        this.subscriber = subscriber;
        this.position = after;
        // An offset is at least its record's position: nothing wanted lies before this offset.
        this.follower = new TopicFollower(kafka, topic, after.value() + 1, this::on);
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

    private void on(List<Received> records) throws Unreadable {
        List<Publication> fresh = new ArrayList<>(records.size());
        Position at = position;
        for (Received record : records) {
            Publication publication = Codec.readPublication(record.headers(), record.value());
            if (!publication.position().isAfter(at)) {
                continue;
            }
            if (!publication.position().equals(at.next())) {
                log.error("publications have a gap: position {} follows {}", publication.position(), at);
                hand(fresh, at);
                throw new IllegalStateException("position " + publication.position() + " follows " + at);
            }
            at = publication.position();
            fresh.add(publication);
        }
        hand(fresh, at);
    }

    private void hand(List<Publication> fresh, Position last) {
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
