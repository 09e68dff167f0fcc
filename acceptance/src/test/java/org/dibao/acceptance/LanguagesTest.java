package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A site whose articles are in several languages has a front page and feeds for each of them. */
@ExtendWith(Running.class)
class LanguagesTest {
    private final Site site;
    private final Post faroese = latest("fo");
    private final Post icelandic = latest("is-IS");

    LanguagesTest(Site site) {
        this.site = site;
    }

    @AfterEach
    void takeThemOut() {
        List.of(faroese, icelandic).forEach(post -> site.withdraw(id(post)).expect(200));
    }

    @Test
    void eachLanguageHasAFrontPageAndFeedsThatComeAndGoWithItsArticles() {
        site.get("/fo/").expect(404);
        site.get("/feed/language/fo.xml").expect(404);

        site.publish(Post.sample()).expect(201); // a third language, so that there are several without one of them
        site.publish(faroese).expect(201);
        site.publish(icelandic).expect(201);

        assertThat(site.get("/fo/").expect(200).text())
                .contains(faroese.title())
                .doesNotContain(icelandic.title());
        assertThat(site.get("/is/").expect(200).text())
                .contains(icelandic.title())
                .doesNotContain(faroese.title());
        assertThat(site.get("/").expect(200).text()).contains(faroese.title(), icelandic.title());
        for (String ending : List.of(".xml", ".rss", ".json")) {
            assertThat(site.get("/feed/language/fo" + ending).expect(200).text())
                    .contains(faroese.title())
                    .doesNotContain(icelandic.title());
        }
        assertThat(site.get("/fo").expect(301).location()).isEqualTo("/fo/");

        site.withdraw(id(faroese)).expect(200);

        assertThat(site.get("/").expect(200).text()).doesNotContain(faroese.title());
        site.get("/fo/").expect(404);
        site.get("/feed/language/fo.xml").expect(404);
        assertThat(alternates(site.get("/is/").expect(200))).doesNotContainKey("fo");
    }

    @Test
    void eachFrontPageNamesThoseInOtherLanguages() {
        site.publish(faroese).expect(201);
        site.publish(icelandic).expect(201);

        for (String page : List.of("/", "/fo/", "/is/")) {
            assertThat(alternates(site.get(page).expect(200)))
                    .as(page)
                    .containsEntry("fo", "/fo/")
                    .containsEntry("is", "/is/")
                    .containsEntry("x-default", "/");
        }
        Answer own = site.get("/fo/");
        assertThat(own.page().select("html").attr("lang")).isEqualTo("fo");
        assertThat(own.page()
                        .select("link[rel=alternate][type=application/atom+xml]")
                        .eachAttr("href"))
                .anyMatch(feed -> feed.endsWith("/feed/language/fo.xml"));
        assertThat(site.get("/sitemap-pages.xml").expect(200).text()).contains("/fo/</loc>", "/is/</loc>");
    }

    /** The paths of the pages in other languages that a page's head names, by language. */
    private static Map<String, String> alternates(Answer page) {
        return page.page().select("link[rel=alternate][hreflang]").stream()
                .collect(Collectors.toMap(
                        link -> link.attr("hreflang"),
                        link -> URI.create(link.attr("href")).getPath()));
    }

    /** Newer than what other tests publish, so that the front page shows it. */
    private static Post latest(String language) {
        Instant now = Instant.now().minusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
        return Post.sample().with("lang", language).with("date", now.toString());
    }

    private static String id(Post post) {
        return post.fileName().replace(".md", "");
    }
}
