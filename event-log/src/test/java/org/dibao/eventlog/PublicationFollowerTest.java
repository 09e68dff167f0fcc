package org.dibao.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.support.loop.LoopState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void whatSomebodyElseWritesIsPassedOver() {
        write(0);
        try (PublicationFollower follower = follow(Position.NONE);
                TopicWriter writer = new TopicWriter(kafka, topic)) {
            for (Map<String, String> headers : List.of(
                    Map.<String, String>of(),
                    Map.of("ce_id", "1", "ce_type", "com.example.thing.v1"),
                    Map.of("ce_id", "none", "ce_type", "org.dibao.publication.unchanged.v1"),
                    Map.of("ce_id", "none", "ce_type", "org.dibao.publication.unchanged.v9"))) {
                writer.append(new EventMessage(null, headers, new byte[] {1})).join();
            }
            assertThat(LogEnd.lastPosition(kafka, topic, Headers.ID)).isEqualTo(new Position(0));

            write(1);

            await().until(() -> follower.position().equals(new Position(1)));
            assertThat(follower.isHealthy()).isTrue();
            writer.append(new EventMessage(
                            null, Map.of("ce_id", "2", "ce_type", "org.dibao.publication.unchanged.v1"), new byte[] {1
                            }))
                    .join();
            await().until(() -> !follower.isHealthy());
        }
    }

    /** Also if all of them are read at once. */
    @ParameterizedTest
    @ValueSource(strings = {"org.dibao.publication.unchanged.v9", "org.dibao.publication.unchanged.v1"})
    void whatCannotBeReadStopsTheFollowerBehindWhatCameBefore(String type) {
        write(0, 1);
        try (TopicWriter writer = new TopicWriter(kafka, topic)) {
            writer.append(new EventMessage(null, Map.of("ce_id", "2", "ce_type", type), new byte[] {1}))
                    .join();
        }
        write(3);
        try (PublicationFollower follower = follow(Position.NONE)) {
            await().until(() -> follower.position().equals(new Position(1)));
            await().until(() ->
                    failure(follower).contains(type.endsWith("9") ? "needs a newer release" : "no Publication"));
            assertThat(follower.isHealthy()).isFalse();
            assertThat(seen).containsExactly(0L, 1L);
        }
    }

    private static String failure(PublicationFollower follower) {
        return follower.loops()
                .map(loop -> loop.state() instanceof LoopState.Failing failing
                        ? String.valueOf(failing.cause().getMessage())
                        : "")
                .findFirst()
                .orElseThrow();
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
