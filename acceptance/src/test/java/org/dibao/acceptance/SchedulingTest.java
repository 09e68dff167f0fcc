package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.EventStream;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** An article is published at its time, and nobody can learn of it before. */
@ExtendWith(Running.class)
class SchedulingTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Site site;
    private final String secret = Unique.word("jiemi");
    private final String category = Unique.word("yugao");

    SchedulingTest(Site site) {
        this.site = site;
    }

    @Test
    void nothingOfItIsAnywhereBeforeItsTime() {
        Answer shown = site.publish(Post.in(category)).expect(201);
        long logFrom = shown.position();
        Post post = secret().with("date", in(Duration.ofDays(2)));
        try (EventStream stream = EventStream.open(site.reader("GET", "/api/events"))) {
            Answer scheduled = site.publish(post).expect(201);
            String id = scheduled.article();
            assertThat(scheduled.outcome()).isEqualTo("scheduled");
            assertThat(scheduled.json().path("scheduledFor").asString()).isNotEmpty();
            site.publish(post).expect(200);
            site.publish(post.titled("corrected " + secret)).expect(200);
            site.publish(Post.in(category).with("permalink", "/" + secret + ".html"))
                    .expectProblem(409);
            site.withdraw(id).expect(200);
            site.publish(post.titled("again " + secret)).expect(200);
            Answer last = site.publish(Post.in(category)).expect(201);
            stream.awaitEvent(event -> event.position().equals(Long.toString(last.position())));

            for (String path : List.of(
                    "/",
                    "/category/" + category + ".html",
                    "/tag/" + secret + ".html",
                    "/feed.xml",
                    "/feed.json",
                    "/sitemap.xml",
                    "/search?q=" + secret,
                    "/api/articles?limit=100",
                    "/api/articles?category=" + category,
                    "/api/articles?path=/" + secret + ".html",
                    "/api/articles/" + id,
                    "/articles/" + id,
                    "/" + secret + ".html")) {
                String text = site.get(path).text();
                boolean echoes = path.contains(secret) || path.contains(id);
                assertThat(echoes ? text.replace(secret, "").replace(id, "") : text)
                        .as(path)
                        .doesNotContain(secret);
            }
            assertThat(site.get("/" + secret + ".html").status()).isEqualTo(404);
            assertThat(site.get("/api/articles/" + id).expectProblem(404).text())
                    .isEqualTo(site.get("/api/articles/nobody")
                            .expectProblem(404)
                            .text()
                            .replace("nobody", id));
            assertThat(site.getWithKey("/api/articles?path=/" + secret + ".html")
                            .expect(200)
                            .json()
                            .at("/articles/0/id")
                            .asString())
                    .isEqualTo(id);
            assertThat(stream.raw()).doesNotContain(secret);
        }
        assertThat(site.articleEvents().from(logFrom))
                .noneMatch(event -> event.toString().contains(secret));
        assertThat(site.publications().from(logFrom))
                .noneMatch(event -> event.toString().contains(secret));
    }

    @Test
    void itIsPublishedAtItsTimeAndWithdrawnWhenThatIsOver() {
        Instant time = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3);
        Instant end = time.plusSeconds(3);
        long before = site.publications().end();
        Answer scheduled = site.publish(
                        secret().with("publishAt", "'" + time + "'").with("withdrawAt", "'" + end + "'"))
                .expect(201);
        assertThat(scheduled.outcome()).isEqualTo("scheduled");
        String page = "/" + secret + ".html";
        site.get(page).expect(404);

        await().atMost(LONG).until(() -> site.get(page).status() == 200);
        assertThat(Instant.now()).isAfter(time);
        long position = site.getWithKey("/api/articles/" + scheduled.article())
                .expect(200)
                .json()
                .path("position")
                .asLong();
        Answer receipt = site.getWithKey("/api/submissions/" + position).expect(200);
        assertThat(Instant.parse(receipt.json().path("scheduledFor").asString()))
                .isEqualTo(time);

        await().atMost(LONG).until(() -> site.get(page).status() == 410);
        assertThat(Instant.now()).isAfter(end);
        assertThat(site.publications().from(before).stream()
                        .filter(event -> scheduled.article().equals(event.key()))
                        .map(event -> event.value().at("/result/outcome").asString() + " "
                                + event.value().at("/result/scheduledFor").asString()))
                .containsExactly("published " + time, "withdrawn " + end);
    }

    @Test
    void anotherTimeCountsInsteadOfTheFirst() {
        Instant first = Instant.now().plusSeconds(2);
        String id = site.publish(secret().with("publishAt", "'" + first + "'"))
                .expect(201)
                .article();
        Instant second = first.plusSeconds(2);
        site.publish(secret().with("publishAt", "'" + second + "'")).expect(200);

        await().atMost(LONG).until(() -> site.get("/" + secret + ".html").status() == 200);

        assertThat(Instant.now()).isAfter(second);
        assertThat(site.getWithKey("/api/articles/" + id)
                        .expect(200)
                        .json()
                        .path("revision")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void whatNobodySeesIsListedForTheHolderOfTheKey() {
        String later = scheduled(Duration.ofDays(3));
        String sooner = scheduled(Duration.ofDays(2));
        String draft = site.publish(Post.in(category).with("draft", "true"))
                .expect(201)
                .article();
        String withdrawn = site.publish(Post.in(category)).expect(201).article();
        site.withdraw(withdrawn).expect(200);

        assertThat(listed("scheduled")).containsSubsequence(sooner, later).doesNotContain(draft, withdrawn);
        assertThat(listed("draft")).startsWith(draft).doesNotContain(sooner, withdrawn);
        assertThat(listed("withdrawn")).startsWith(withdrawn).doesNotContain(sooner, draft);
        site.withdraw(sooner).expect(200);
        assertThat(listed("scheduled")).contains(later).doesNotContain(sooner);
        assertThat(listed("withdrawn")).startsWith(sooner, withdrawn);

        site.get("/api/articles?status=scheduled").expectProblem(401);
        site.getWithKey("/api/articles?status=live").expectProblem(400, "status");
        site.getWithKey("/api/articles?status=draft&tag=" + secret).expectProblem(400, "tag");
        site.getWithKey("/api/articles?status=draft&after=x").expectProblem(400, "after");
        assertThat(site.getWithKey("/api/articles/" + later).expect(200).json().path("status"))
                .hasToString("\"scheduled\"");
    }

    @Test
    void aPatchMovesTheTimeOrTakesItAway() {
        String zone = site.get("/api/site").expect(200).json().path("timeZone").asString();
        Instant first = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3);
        Post post = Post.in(category).with("publish_at", "'" + first + "'");
        String postponed = site.publish(post.with("permalink", "/" + secret + "-1.html"))
                .expect(201)
                .article();
        String advanced = scheduled(Duration.ofDays(2));
        String calledOff = scheduled(Duration.ofDays(2));

        Answer moved = patch(postponed, "{\"publishAt\":\"" + first.plusSeconds(3600) + "\"}")
                .expect(200);
        assertThat(moved.outcome()).isEqualTo("scheduled");
        assertThat(moved.json().path("scheduledFor").asString())
                .isEqualTo(first.plusSeconds(3600).toString());
        // Without an offset: the site's time.
        String local =
                first.plusSeconds(1).atZone(ZoneId.of(zone)).toLocalDateTime().toString();
        assertThat(patch(advanced, "{\"publishAt\":\"" + local + "\"}")
                        .expect(200)
                        .outcome())
                .isEqualTo("scheduled");
        assertThat(patch(calledOff, "{\"publishAt\":null}").expect(201).outcome())
                .isEqualTo("published");

        // It comes a second after the time that the other one had.
        await().atMost(LONG).until(() -> status(advanced).equals("live"));
        assertThat(Instant.now()).isAfter(first.plusSeconds(1));
        assertThat(status(postponed)).isEqualTo("scheduled");
        site.get("/" + secret + "-1.html").expect(404);
    }

    @Test
    void whatWasPublishedOnScheduleIsCorrectedLikeAnyOther() {
        String id = scheduled(Duration.ofSeconds(2));
        await().atMost(LONG).until(() -> status(id).equals("live"));

        Answer corrected = patch(id, "{\"excerpt\":\"更正\"}").expect(200);

        assertThat(corrected.outcome()).isEqualTo("revised");
        assertThat(corrected.revision()).isEqualTo(3);
        assertThat(site.get(corrected.location()).expect(200).text()).contains("更正");
        assertThat(patch(id, "{\"excerpt\":\"更正\"}").expect(200).outcome()).isEqualTo("unchanged");
    }

    @Test
    void whatIsWithdrawnBeforeItsTimeOrByItsTimeIsRestored() {
        Instant time = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3);
        Post post = secret().with("publish_at", "'" + time + "'").with("withdraw_at", "'" + time.plusSeconds(3) + "'");
        String id = site.publish(post).expect(201).article();
        String page = "/" + secret + ".html";
        site.withdraw(id).expect(200);
        Answer again = restore(id).expect(200);
        assertThat(again.outcome()).isEqualTo("scheduled");

        await().atMost(LONG).until(() -> site.get(page).status() == 410);
        Answer restored = restore(id);
        assertThat(restored.outcome()).as("%s", restored).isEqualTo("published");
        assertThat(site.get(page).expect(200).text()).contains("细节" + secret);
        assertThat(site.getWithKey("/api/articles/" + id).json().has("withdrawAt"))
                .isFalse();
    }

    @Test
    void aTimeThatIsPastOrFarAwayMeansWhatItSays() {
        String past = "'2024-03-18T09:00:00+08:00'";
        assertThat(site.publish(Post.in(category).with("publish_at", past))
                        .expect(201)
                        .outcome())
                .isEqualTo("published");
        assertThat(site.publish(Post.in(category).with("publish_at", "'9999-12-31 23:59:59'"))
                        .expect(201)
                        .outcome())
                .isEqualTo("scheduled");
        site.publish(Post.in(category).with("withdraw_at", past)).expectProblem(422, "withdrawAt");
        site.publish(Post.in(category)
                        .with("publish_at", in(Duration.ofDays(2)))
                        .with("withdraw_at", in(Duration.ofDays(1))))
                .expectProblem(422, "withdrawAt");
        site.publish(Post.in(category).with("publish_at", "soon")).expectProblem(422, "publish_at");
    }

    private Answer patch(String id, String change) {
        return site.publisher("PATCH", "/api/articles/" + id)
                .waiting()
                .body("application/merge-patch+json", change)
                .send();
    }

    private Answer restore(String id) {
        return site.publisher("POST", "/api/articles/" + id + "/restore")
                .waiting()
                .send();
    }

    private String status(String id) {
        return site.getWithKey("/api/articles/" + id)
                .expect(200)
                .json()
                .path("status")
                .asString();
    }

    private String scheduled(Duration ahead) {
        return site.publish(Post.in(category).with("publish_at", in(ahead)))
                .expect(201)
                .article();
    }

    /** The ids, from pages of two. */
    private List<String> listed(String status) {
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = site.getWithKey("/api/articles?limit=2&status=" + status + next)
                    .expect(200)
                    .json();
            for (JsonNode article : page.path("articles")) {
                assertThat(article.path("status").asString()).isEqualTo(status);
                assertThat(article.has("publishAt")).isEqualTo(status.equals("scheduled"));
                ids.add(article.path("id").asString());
            }
            next = page.has("next") ? "&after=" + page.path("next").asString() : "";
        } while (!next.isEmpty());
        assertThat(ids).doesNotHaveDuplicates();
        return ids;
    }

    private Post secret() {
        return Post.in(category)
                .named("2024-03-18-" + secret + ".md")
                .titled("内部消息" + secret)
                .with("tags", secret)
                .with("permalink", "/" + secret + ".html")
                .body("细节" + secret);
    }

    private static String in(Duration time) {
        return "'" + Instant.now().plus(time).truncatedTo(ChronoUnit.SECONDS) + "'";
    }
}
