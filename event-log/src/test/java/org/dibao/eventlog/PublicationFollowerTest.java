package org.dibao.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.Headers;
import org.junit.jupiter.api.Test;

class PublicationFollowerTest extends BrokerTest {
    private final String topic = freshTopic();
    private final List<Long> seen = new CopyOnWriteArrayList<>();

    @Test
    void everyPublicationArrivesOnceAndInOrder() {
        write(0, 1, 2);
        try (PublicationFollower follower = follow(Position.NONE)) {
            write(3, 4);
            await().until(() -> follower.position().equals(new Position(4)));
            assertThat(seen).containsExactly(0L, 1L, 2L, 3L, 4L);
            assertThat(follower.isHealthy()).isTrue();
        }
        assertThat(LogEnd.lastPosition(kafka, topic, Headers.ID)).isEqualTo(new Position(4));
    }

    @Test
    void whatWasWrittenTwiceArrivesOnce() {
        write(0, 1, 1, 0, 1, 2);
        try (PublicationFollower follower = follow(Position.NONE)) {
            await().until(() -> follower.position().equals(new Position(2)));
            assertThat(seen).containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void aLateFollowerStartsBehindWhatItKnows() {
        write(0, 1, 2, 3);
        try (PublicationFollower follower = follow(new Position(1))) {
            await().until(() -> follower.position().equals(new Position(3)));
            assertThat(seen).containsExactly(2L, 3L);
        }
    }

    @Test
    void aGapStopsTheFollowerInFrontOfIt() {
        write(0, 1, 3, 4);
        try (PublicationFollower follower = follow(Position.NONE)) {
            await().until(() -> follower.position().equals(new Position(1)));
            await().until(() -> !follower.isHealthy());
            assertThat(seen).containsExactly(0L, 1L);
        }
    }

    @Test
    void aSubscriberThatFailsGetsTheSameAgain() {
        write(0, 1, 2);
        AtomicInteger failures = new AtomicInteger(2);
        List<Long> got = new ArrayList<>();
        try (PublicationFollower follower = new PublicationFollower(kafka, topic, Position.NONE, run -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("not now");
            }
            run.forEach(publication -> got.add(publication.position().value()));
        })) {
            follower.start();
            await().until(() -> follower.position().equals(new Position(2)));
            assertThat(got).containsExactly(0L, 1L, 2L);
        }
    }

    private PublicationFollower follow(Position after) {
        PublicationFollower follower = new PublicationFollower(
                kafka,
                topic,
                after,
                run -> run.forEach(
                        publication -> seen.add(publication.position().value())));
        follower.start();
        return follower;
    }

    private void write(long... positions) {
        try (TopicWriter writer = new TopicWriter(kafka, topic)) {
            writer.appendAll(LongStream.of(positions)
                    .mapToObj(at -> Codec.write(Publication.of(
                            new ArticleEvent(new Position(at), Instant.EPOCH, new Outcome.Unchanged(null, null, null)),
                            SiteSettings.DEFAULT)))
                    .toList());
        }
    }
}
