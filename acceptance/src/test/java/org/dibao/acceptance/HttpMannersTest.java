package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every answer has: safe headers, validators, problems that programs can read. */
@ExtendWith(Running.class)
class HttpMannersTest {
    private final Site site;

    HttpMannersTest(Site site) {
        this.site = site;
    }

    @Test
    void pagesRunNoScriptFromElsewhere() {
        Post post = Post.sample();
        site.publish(post).expect(201);

        for (String path : List.of("/", post.path(), "/no-such-page.html", "/category/" + post.category() + ".html")) {
            Answer page = site.get(path);
            assertThat(page.required("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src")
                    .doesNotContain("unsafe-eval");
            assertThat(page.required("Content-Security-Policy"))
                    .as(path)
                    .doesNotContainPattern("script-src[^;]*unsafe-inline");
            assertThat(page.required("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(page.required("Referrer-Policy")).isNotBlank();
            assertThat(page.required("Content-Type")).startsWith("text/html").containsIgnoringCase("utf-8");
        }
    }

    @Test
    void scriptsInAnArticleDoNotReachThePage() {
        Post post = Post.sample()
                .body("<p onclick=\"steal()\">甲</p><script>steal()</script><a href=\"javascript:steal()\">乙</a>\n");
        site.publish(post).expect(201);

        assertThat(site.get(post.path()).expect(200).text()).doesNotContain("steal");
    }

    @Test
    void aBrowserThatHasThePageIsToldSo() {
        Post post = Post.sample();
        site.publish(post).expect(201);
        Answer page = site.get(post.path()).expect(200);
        assertThat(page.required("Cache-Control")).contains("no-cache");
        assertThat(page.required("Dibao-Position")).matches("[0-9]+");

        Answer again = site.reader("GET", post.path())
                .with("If-None-Match", page.required("ETag"))
                .send()
                .expect(304);
        assertThat(again.text()).isEmpty();

        site.publish(post.body("新的内容")).expect(200);
        site.reader("GET", post.path())
                .with("If-None-Match", page.required("ETag"))
                .send()
                .expect(200);
    }

    @Test
    void assetsAreKeptForEver() {
        String css = site.get("/").page().select("link[rel=stylesheet]").attr("href");

        Answer asset = site.get(css).expect(200);

        assertThat(css).startsWith("/assets/");
        assertThat(asset.required("Cache-Control")).contains("immutable");
        assertThat(asset.required("Content-Type")).startsWith("text/css");
        site.get("/assets/no-such-file.css").expect(404);
    }

    @Test
    void aHeadIsAGetWithoutABody() {
        Post post = Post.sample();
        site.publish(post).expect(201);

        Answer head = site.reader("HEAD", post.path()).send().expect(200);

        assertThat(head.text()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo(site.get(post.path()).header("ETag"));
    }

    @Test
    void otherSitesMayReadAndNotWrite() {
        Answer read = site.reader("GET", "/api/articles")
                .with("Origin", "https://reader.example.org")
                .send()
                .expect(200);
        assertThat(read.required("Access-Control-Allow-Origin")).isEqualTo("*");

        Answer readPreflight = preflight("/api/articles", "GET");
        assertThat(readPreflight.status()).isBetween(200, 204);
        assertThat(readPreflight.required("Access-Control-Allow-Origin")).isEqualTo("*");

        Answer writePreflight = preflight("/api/articles", "POST");
        String methods = writePreflight.header("Access-Control-Allow-Methods");
        assertThat(methods == null ? "" : methods).doesNotContain("POST");
    }

    @Test
    void everyErrorOfTheApiIsAProblem() {
        site.get("/api/nothing-here").expectProblem(404);
        site.get("/api/articles/no-such-article").expectProblem(404);
        site.get("/api/articles?limit=x").expectProblem(400, "limit");
        site.get("/api/articles?after=nonsense").expectProblem(400, "after");
        site.getWithKey("/api/articles/x/revisions?limit=-1").expectProblem(400, "limit");
        site.getWithKey("/api/articles/x/revisions?before=x").expectProblem(400, "before");
        site.reader("POST", "/api/articles/x").send().expectProblem(405);
        site.publisher("DELETE", "/api/articles/no-such-article")
                .waiting()
                .send()
                .expectProblem(404);
        site.publisher("DELETE", "/api/articles/a%2Fb").waiting().send();
        assertThat(site.publisher("GET", "/api/articles/a%2Fb").send().status()).isBetween(400, 404);
    }

    @Test
    void aPageThatIsNotThereIsAPageThatSaysSo() {
        Answer missing = site.get("/no/such/page.html").expect(404);

        assertThat(missing.required("Content-Type")).startsWith("text/html");
        assertThat(missing.page().select("a[href=/]")).isNotEmpty();
        for (String odd : List.of("/%2e%2e/%2e%2e/etc/passwd", "/a%00b", "/%ff.html", "/category/%2f.html", "//x//y")) {
            assertThat(site.get(odd).status()).as(odd).isBetween(300, 499);
        }
    }

    @Test
    void aPageComesToLifeWhereA404WasCached() {
        Post post = Post.sample();
        site.get(post.path()).expect(404);
        site.get("/category/" + post.category() + ".html").expect(404);

        site.publish(post).expect(201);

        site.get(post.path()).expect(200);
        site.get("/category/" + post.category() + ".html").expect(200);
    }

    private Answer preflight(String target, String method) {
        return site.reader("OPTIONS", target)
                .with("Origin", "https://reader.example.org")
                .with("Access-Control-Request-Method", method)
                .send();
    }
}
