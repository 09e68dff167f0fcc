package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.format.DateTimeFormatter;
import java.util.List;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Event;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Lanterns;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.system.Running;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The main road: a newspaper's article is posted as a file; its page, its listings and its events are there. */
@ExtendWith(Running.class)
class PublishingTest {
    private final Site site;

    PublishingTest(Site site) {
        this.site = site;
    }

    @Test
    void aPostedFileIsALivePage() {
        Lanterns article = Lanterns.fresh();

        Answer answer = post(article).expect(201);

        assertThat(answer.location()).isEqualTo(article.path());
        assertThat(answer.outcome()).isEqualTo("published");
        assertThat(answer.revision()).isEqualTo(1);
        Document page = site.get(article.path()).expect(200).page();
        assertThat(page.title()).contains(Lanterns.TITLE);
        assertThat(page.select("h1").text()).isEqualTo(Lanterns.TITLE);
        assertThat(page.select("time").eachAttr("datetime"))
                .contains(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(article.date()));
        assertThat(page.select("time").text())
                .contains(DateTimeFormatter.ofPattern("HH:mm").format(article.date()));
        assertThat(page.select("article p, article .captions li").eachText())
                .containsSubsequence(article.paragraphs().stream()
                        .map(text -> text.replaceFirst("^[①-⑳]", "")) // captions become a list that numbers itself
                        .toList());
        assertThat(page.select("p.source").text()).isEqualTo("（文章来源：江州晚报）");
        assertThat(page.select("article a[href]").eachAttr("href"))
                .contains(
                        article.source(),
                        "//www.example.org/category/" + article.category() + ".html",
                        "//www.example.org/");
    }

    @Test
    void codeIsShownInItsLanguageWithTheClassesThatTheAuthorGave() {
        Post post = Post.sample().body("""
                ```java
                int a = b < c;
                ```
                {: #sum .wide}

                    as it is
                {: .language-unknown .wide}
                """);

        site.publish(post).expect(201);

        Document page = site.get(post.path()).expect(200).page();
        assertThat(page.select("article pre#sum.wide > code.language-java").eachText())
                .containsExactly("int a = b < c;");
        assertThat(page.select("article pre#sum .tok-t").eachText()).containsExactly("int");
        assertThat(page.select("article pre.wide > code.language-unknown").eachText())
                .containsExactly("as it is");
    }

    @Test
    void itsCategoryAndTheFrontPageListIt() {
        Lanterns article = Lanterns.fresh();

        post(article).expect(201);

        for (String listing : List.of(article.categoryPage(), "/")) {
            Document page = site.get(listing).expect(200).page();
            assertThat(page.select("a[href=" + article.path() + "]").text())
                    .as(listing)
                    .contains(Lanterns.TITLE);
        }
    }

    @Test
    void subscribersGetItsEvents() {
        Lanterns article = Lanterns.fresh();

        Answer answer = post(article).expect(201);

        String address =
                site.get("/api/site").expect(200).json().path("baseUrl").asString();
        Event event = only(site.articleEvents().all(), answer.article());
        assertThat(event.position()).isEqualTo(answer.position());
        assertThat(event.key()).isEqualTo(answer.article());
        assertThat(event.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_source", address + "/store")
                .containsEntry("ce_type", "org.dibao.article.published.v1")
                .containsKey("ce_time");
        assertThat(event.headers().get("content-type")).startsWith("application/json");
        assertThat(event.value().at("/outcome/article/title").asString()).isEqualTo(Lanterns.TITLE);
        assertThat(event.value().at("/outcome/article/path").asString()).isEqualTo(article.path());
        assertThat(event.value().at("/outcome/article/html").asString()).contains(article.paragraphs());

        Event publication = only(site.publications().all(), answer.article());
        assertThat(publication.position()).isEqualTo(answer.position());
        assertThat(publication.type()).isEqualTo("org.dibao.publication.published.v1");
        assertThat(publication.headers()).containsEntry("ce_source", address + "/render");
        assertThat(publication.value().at("/result/path").asString()).isEqualTo(article.path());
        Event submission = only(site.articles().all(), answer.article());
        assertThat(submission.headers().get("ce_source")).matches("https?://[^/]+/ingest");
        JsonNode page = site.reader(
                        "GET",
                        "/api/events/page?limit=1&after="
                                + (answer.position() == 0 ? "earliest" : answer.position() - 1))
                .with("Accept", "application/cloudevents-batch+json")
                .send()
                .expect(200)
                .json();
        assertThat(page.get(0).path("id").asString()).isEqualTo("" + answer.position());
        assertThat(page.get(0).path("source").asString())
                .isEqualTo(publication.headers().get("ce_source"));
        assertThat(publication.value().path("purge").valueStream().map(key -> key.asString()))
                .contains("home", "category:" + article.category());
    }

    @Test
    void theSameAgainIsUnchangedAndGivesNoNewFact() {
        Lanterns article = Lanterns.fresh();
        Answer first = post(article).expect(201);
        String page = site.get(article.path()).expect(200).text();

        Answer second = post(article).expect(200);

        assertThat(second.outcome()).isEqualTo("unchanged");
        assertThat(second.article()).isEqualTo(first.article());
        assertThat(second.revision()).isEqualTo(1);
        assertThat(second.position()).isGreaterThan(first.position());
        assertThat(site.articleEvents().all().stream().filter(e -> e.isFact() && e.isAbout(first.article())))
                .hasSize(1);
        assertThat(site.get(article.path()).expect(200).text()).isEqualTo(page);
        assertThat(site.get(article.categoryPage()).page().select("a[href=" + article.path() + "]"))
                .isNotEmpty();
    }

    @Test
    void anUploadAsCurlDoesItIsTheSameArticle() {
        Lanterns article = Lanterns.fresh();

        // curl -T file …/api/articles/ appends the file's name and sends no type.
        Answer answer = site.publisher("PUT", "/api/articles/" + article.fileName())
                .with("Prefer", "wait=10")
                .body("application/octet-stream", article.markdown())
                .send();

        assertThat(answer.expect(201).location()).isEqualTo(article.path());
        site.get(article.path()).expect(200);
        assertThat(post(article).expect(200).outcome()).isEqualTo("unchanged");
    }

    private Answer post(Lanterns article) {
        return site.publisher("POST", "/api/articles")
                .with("Slug", article.fileName())
                .with("Prefer", "wait=10")
                .body("text/markdown", article.markdown())
                .send();
    }

    private static Event only(List<Event> events, String article) {
        List<Event> about =
                events.stream().filter(event -> event.isAbout(article)).toList();
        assertThat(about).hasSize(1);
        return about.getFirst();
    }
}
