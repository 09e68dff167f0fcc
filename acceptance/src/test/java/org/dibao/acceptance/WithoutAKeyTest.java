package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.EventStream;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Without a key nothing can be read of what is not published: not of a draft, a withdrawn text, an old revision, a refusal. */
@ExtendWith(Running.class)
class WithoutAKeyTest {
    private final Site site;
    private final String secret = Unique.word("mimi");
    private final String category = Unique.word("neican");

    WithoutAKeyTest(Site site) {
        this.site = site;
    }

    /** The four things that are kept and not shown. */
    enum Hidden {
        DRAFT,
        WITHDRAWN,
        OLD_REVISION,
        REFUSED
    }

    /** One that stays visible, so that listings and pages are there to look at. */
    @BeforeEach
    void anArticleInTheSameCategory() {
        site.publish(Post.in(category)).expect(201);
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfItCanBeRead(Hidden hidden) {
        String tag = Unique.word("biaoqian");
        Post post =
                Post.in(category).titled("内部消息" + secret).body("细节" + secret).with("tags", tag);
        try (EventStream stream = EventStream.open(site.reader("GET", "/api/events"))) {
            Answer made = make(hidden, post);
            String id = made.article();
            Answer last = site.publish(Post.in(category)).expect(201);
            stream.awaitEvent(event -> event.position().equals(Long.toString(last.position())));

            for (String path : List.of(
                    "/",
                    "/page/1.html",
                    "/category/" + category + ".html",
                    "/category/" + category + "/page/1.html",
                    "/tag/" + tag + ".html",
                    post.path(),
                    "/articles/" + id,
                    "/api/articles/" + id,
                    "/api/articles?limit=100",
                    "/api/articles?category=" + category,
                    "/api/articles?tag=" + tag,
                    "/api/articles/" + id + "/revisions",
                    "/api/articles/" + id + "/revisions/1",
                    "/api/articles/" + id + "/revisions/2",
                    "/api/submissions/" + made.position())) {
                for (Answer answer : List.of(
                        site.get(path),
                        site.reader("GET", path).key("wrong").send(),
                        site.reader("GET", path)
                                .with("Accept", "application/json")
                                .send())) {
                    assertThat(answer.text()).as("%s: %s", path, answer).doesNotContain(secret);
                    assertThat(answer.status()).as("%s: %s", path, answer).isLessThan(500);
                }
            }
            site.get("/api/articles/" + id + "/revisions").expectProblem(401);
            site.get("/api/articles/" + id + "/revisions/1").expectProblem(401);
            site.get("/api/submissions/" + made.position()).expectProblem(401);
            site.get("/tag/" + tag + ".html").expect(404);
            switch (hidden) {
                case DRAFT, REFUSED -> {
                    site.get("/api/articles/" + id).expectProblem(404);
                    site.get("/articles/" + id).expect(404);
                    assertThat(stream.raw()).doesNotContain(secret, id);
                }
                case WITHDRAWN -> {
                    site.get("/api/articles/" + id).expectProblem(410);
                    site.get("/articles/" + id).expect(410);
                }
                case OLD_REVISION -> site.get("/api/articles/" + id).expect(200);
            }
        }
    }

    /** A bare outcome carries neither title nor content, not even to who has a key. */
    @Test
    void subscribersOfKafkaSeeNoDraft() {
        Post draft = Post.in(category).titled("内部消息" + secret).with("published", "false");

        long position = site.publish(draft).expect(201).position();

        assertThat(site.articleEvents().all())
                .filteredOn(event -> event.position() == position)
                .singleElement()
                .satisfies(event -> assertThat(event.value().toString()).doesNotContain(secret));
        assertThat(site.publications().all())
                .filteredOn(event -> event.position() == position)
                .singleElement()
                .satisfies(event -> assertThat(event.value().toString()).doesNotContain(secret));
    }

    private Answer make(Hidden hidden, Post post) {
        return switch (hidden) {
            case DRAFT -> site.publish(post.with("published", "false")).expect(201);
            case WITHDRAWN -> {
                Answer published = site.publish(post).expect(201);
                site.withdraw(published.article()).expect(200);
                yield published;
            }
            case OLD_REVISION -> {
                Answer published = site.publish(post).expect(201);
                site.publish(post.titled("可以公开的").body("可以公开的").without("tags")).expect(200);
                yield published;
            }
            case REFUSED -> {
                Post other = Post.in(category);
                site.publish(other).expect(201);
                Answer refused = site.posting(post.with("permalink", other.path()))
                        .send()
                        .expect(202);
                site.publish(Post.in(category)).expect(201);
                yield refused;
            }
        };
    }
}
