package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.EventStream;
import org.dibao.acceptance.client.EventStream.Received;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Programs and browsers follow what is published while it happens. */
@ExtendWith(Running.class)
class EventStreamTest {
    private final Site site;

    EventStreamTest(Site site) {
        this.site = site;
    }

    @Test
    void factsArriveInOrderWithTheirPositions() {
        Post post = Post.sample();
        try (EventStream stream = EventStream.open(site.reader("GET", "/api/events"))) {
            Answer published = site.publish(post).expect(201);
            Answer revised = site.publish(post.titled("更正" + post.slug())).expect(200);
            Answer withdrawn = site.withdraw(published.article()).expect(200);

            stream.awaitEvent(event -> event.position().equals(Long.toString(withdrawn.position())));

            assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
            assertThat(stream.events())
                    .extracting(Received::position)
                    .containsSubsequence(
                            Long.toString(published.position()),
                            Long.toString(revised.position()),
                            Long.toString(withdrawn.position()));
            assertThat(stream.events())
                    .filteredOn(event -> event.mentions(published.article()))
                    .extracting(Received::name)
                    .containsExactly("published", "revised", "withdrawn");
        }
    }

    @Test
    void thePageIsLiveWhenItsEventArrives() {
        Post post = Post.sample();
        try (EventStream stream = EventStream.open(site.reader("GET", "/api/events"))) {
            site.posting(post).send().expect(202);

            stream.awaitEvent(event -> event.mentions(post.title()));

            site.get(post.path()).expect(200);
        }
    }

    @Test
    void onlyWhoHasAKeySeesBareOutcomes() {
        Post post = Post.sample();
        Answer first = site.publish(post).expect(201);
        try (EventStream reader = EventStream.open(site.reader("GET", "/api/events"));
                EventStream publisher = EventStream.open(site.publisher("GET", "/api/events"))) {
            Answer unchanged = site.publish(post).expect(200);
            Answer drafted =
                    site.publish(Post.sample().with("published", "false")).expect(201);
            Answer last = site.publish(Post.sample()).expect(201);

            reader.awaitEvent(event -> event.position().equals(Long.toString(last.position())));
            Received bare = publisher.awaitEvent(event -> event.position().equals(Long.toString(drafted.position())));

            assertThat(bare.name()).isEqualTo("drafted");
            assertThat(publisher.events()).extracting(Received::position).contains(Long.toString(unchanged.position()));
            assertThat(reader.events())
                    .extracting(Received::position)
                    .doesNotContain(Long.toString(unchanged.position()), Long.toString(drafted.position()));
            assertThat(reader.raw()).doesNotContain(first.article());
        }
    }

    /** Enough to keep a copy of all articles, beginning today. */
    @Test
    void aSnapshotGivesTheLiveArticlesAsTheyAreAndThenEveryChange() {
        Post kept = Post.sample();
        Post gone = Post.in(kept.category());
        site.publish(kept).expect(201);
        Answer withdrawn = site.publish(gone).expect(201);
        Answer revised =
                site.publish(kept.titled("更正" + kept.slug()).body("新的正文。\n")).expect(200);
        site.withdraw(withdrawn.article()).expect(200);
        try (EventStream stream = EventStream.open(
                site.reader("GET", "/api/events?after=snapshot&include=article&category=" + kept.category()))) {
            Received one = stream.awaitEvent(event -> event.mentions(revised.article()));
            Answer last = site.withdraw(revised.article()).expect(200);
            stream.awaitEvent(event -> event.position().equals(Long.toString(last.position())));

            assertThat(one.position()).isEqualTo(Long.toString(revised.position()));
            assertThat(one.mentions("新的正文。")).isTrue();
            assertThat(stream.events())
                    .filteredOn(event -> !event.name().equals("cursor"))
                    .extracting(Received::name)
                    .containsExactly("revised", "withdrawn");
        }
    }
}
