package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Drafts and scheduled articles are shown to whoever has the link, as they will be. */
@ExtendWith(Running.class)
class PreviewsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Site site;
    private final String category = Unique.word("yulan");

    PreviewsTest(Site site) {
        this.site = site;
    }

    @Test
    void aScheduledArticleIsShownByteForByteAsItWillBe() {
        site.publish(Post.in(category)).expect(201); // to be read next
        Instant time = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(5);
        String path = "/" + Unique.word("qiao") + ".html";
        String id = site.publish(Post.in(category)
                        .with("publish_at", "'" + time + "'")
                        .with("permalink", path)
                        .with("excerpt", "明天通车"))
                .expect(201)
                .article();

        String preview = link(id);
        Answer shown = site.get(preview).expect(200);
        assertThat(shown.required("Cache-Control")).isEqualTo("no-store");
        assertThat(shown.required("X-Robots-Tag")).isEqualTo("noindex");
        assertThat(shown.required("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(site.get(path).status()).isEqualTo(404);

        await().atMost(LONG).until(() -> site.get(path).status() == 200);
        assertThat(site.get(path).text()).isEqualTo(shown.text());
        Answer live = site.get(preview).expect(303);
        assertThat(live.location()).isEqualTo(path);
    }

    @Test
    void aDraftIsShownAsItWillBe() {
        Post post = Post.in(category).with("last_modified_at", "2024-03-19 10:00:00 +0800");
        String id = site.publish(post.with("draft", "true")).expect(201).article();
        String preview = link(id);
        String first = site.get(preview).expect(200).text();
        site.publish(post.titled("改了标题").with("draft", "true")).expect(200);
        String latest = site.get(preview).expect(200).text();
        assertThat(latest).isNotEqualTo(first).contains("改了标题");

        Answer published = site.publish(post.titled("改了标题")).expect(201);
        assertThat(site.get(published.location()).expect(200).text()).isEqualTo(latest);
    }

    @Test
    void onlyTheHolderOfTheKeyMakesLinksAndOnlyToWhatMayBePublished() {
        String id = site.publish(Post.in(category).with("draft", "true"))
                .expect(201)
                .article();
        String preview = link(id);
        site.reader("POST", "/api/articles/" + id + "/preview").send().expectProblem(401);
        site.publisher("POST", "/api/articles/nobody/preview").send().expectProblem(404);
        site.get(preview.replaceFirst(".$", "")).expectProblem(404);
        site.get("/desk/preview/" + id).expectProblem(404);
        Answer page = site.reader("GET", "/desk/preview/" + id)
                .with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .send()
                .expect(404);
        assertThat(page.required("Content-Type")).startsWith("text/html");
        assertThat(page.required("Cache-Control")).isEqualTo("no-store");
        assertThat(page.text()).contains("<main").doesNotContain("application/problem");

        site.withdraw(id).expect(200);

        site.get(preview).expectProblem(410);
        site.publisher("POST", "/api/articles/" + id + "/preview").send().expectProblem(410);
    }

    private String link(String id) {
        Answer link = site.publisher("POST", "/api/articles/" + id + "/preview")
                .send()
                .expect(200);
        assertThat(Instant.parse(link.json().path("expiresAt").asString())).isAfter(Instant.now());
        return URI.create(link.json().path("url").asString()).getRawPath();
    }
}
