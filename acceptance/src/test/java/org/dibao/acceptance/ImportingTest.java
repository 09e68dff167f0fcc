package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Event;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Archives;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole folder comes in one request, and every article of it gets its answer. */
@ExtendWith(Running.class)
class ImportingTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final Site site;

    ImportingTest(Site site) {
        this.site = site;
    }

    @Test
    void aFolderOfPostsIsLiveInItsOrder() {
        List<Post> posts = posts(40, Unique.word("daoru"));

        List<JsonNode> lines = imported(posts);

        assertThat(lines)
                .extracting(line -> line.path("name").asString())
                .containsExactlyElementsOf(
                        posts.stream().map(post -> "_posts/" + post.fileName()).toList());
        assertThat(lines).extracting(line -> line.path("outcome").asString()).containsOnly("published");
        assertThat(lines).extracting(line -> line.path("status").asInt()).containsOnly(201);
        assertThat(lines)
                .extracting(line -> line.path("position").asLong())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(lines)
                .extracting(line -> line.path("path").asString())
                .containsExactlyElementsOf(posts.stream().map(Post::path).toList());
        posts.forEach(post -> site.get(post.path()).expect(200));
    }

    /** Search engines and chat rooms are not told of each article of an archive. */
    @Test
    void publicationsTellWhetherTheyArePartOfAnImport() {
        long end = site.publications().end();
        imported(posts(3, Unique.word("daoru")));
        site.publish(Post.sample()).expect(201);

        assertThat(site.publications().from(end))
                .extracting(event -> event.value().path("imported").asBoolean(false))
                .containsExactly(true, true, true, false);
    }

    @Test
    void theSameFolderAgainIsUnchanged() {
        List<Post> posts = posts(20, Unique.word("daoru"));
        imported(posts);
        long end = site.articleEvents().end();

        List<JsonNode> lines = imported(posts);

        assertThat(lines)
                .extracting(line -> line.path("outcome").asString())
                .hasSize(20)
                .containsOnly("unchanged");
        assertThat(lines).extracting(line -> line.path("status").asInt()).containsOnly(200);
        assertThat(site.articleEvents().from(end)).noneMatch(Event::isFact);
    }

    @Test
    void oneRefusedPostIsNamedAndTheOthersAreLive() {
        List<Post> posts = new ArrayList<>(posts(7, Unique.word("daoru")));
        posts.set(2, posts.get(2).with("date", "someday"));
        posts.set(4, posts.get(4).with("permalink", posts.get(0).path()));

        List<JsonNode> lines = imported(posts);

        assertThat(lines)
                .extracting(line -> line.path("status").asInt())
                .containsExactly(201, 201, 422, 201, 409, 201, 201);
        assertThat(lines.get(2).at("/problem/field").asString()).isEqualTo("date");
        assertThat(lines.get(2).path("name").asString())
                .isEqualTo("_posts/" + posts.get(2).fileName());
        assertThat(lines.get(4).at("/problem/field").asString()).isEqualTo("permalink");
        site.get(posts.get(6).path()).expect(200);
    }

    @Test
    void filesOfOneNameInTheFoldersOfASiteAreArticlesOfTheirOwn() {
        String name = Unique.word("daoru");
        String file = "2026-01-02-" + name + ".md";
        byte[] archive = Archives.tarGz(Map.of(
                "my-site/_config.yml",
                "title: x\n",
                "my-site/README.md",
                "no article\n",
                "my-site/en/news/_posts/" + file,
                "---\n---\nHello.\n",
                "my-site/ja/news/_posts/" + file,
                "---\n---\nこんにちは。\n",
                "my-site/_posts/" + file,
                "---\n---\n你好。\n"));

        for (String outcome : List.of("published", "unchanged")) {
            List<JsonNode> lines = lines(site.publisher("POST", "/api/imports")
                    .body("application/gzip", archive)
                    .send()
                    .expect(200));

            assertThat(lines)
                    .extracting(line -> line.path("outcome").asString())
                    .containsExactly(outcome, outcome, outcome);
            assertThat(lines)
                    .extracting(line -> line.path("path").asString())
                    .containsExactlyInAnyOrder(
                            "/2026/01/02/" + name + ".html",
                            "/en/news/2026/01/02/" + name + ".html",
                            "/ja/news/2026/01/02/" + name + ".html");
        }
        assertThat(site.get("/en/news/2026/01/02/" + name + ".html").expect(200).text())
                .contains("Hello.")
                .contains(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        assertThat(site.get("/2026/01/02/" + name + ".html").expect(200).text()).contains("你好。");
    }

    @Test
    void articlesComeAsLinesOfJsonToo() {
        String category = Unique.word("daoru");
        List<Map<String, Object>> articles = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String id = Unique.word("nd");
            articles.add(Map.of("id", id, "title", "快讯" + id, "body", "第" + i + "条", "categories", List.of(category)));
        }
        String body =
                Archives.ndjson(articles.subList(0, 5)) + "{\"title\":\n" + Archives.ndjson(articles.subList(5, 10));

        Answer answer = site.publisher("POST", "/api/imports")
                .body("application/x-ndjson", body)
                .send()
                .expect(200);

        List<JsonNode> lines = lines(answer);
        assertThat(lines)
                .extracting(line -> line.path("status").asInt())
                .containsExactly(201, 201, 201, 201, 201, 400, 201, 201, 201, 201, 201);
        for (Map<String, Object> article : articles) {
            site.get("/api/articles/" + article.get("id")).expect(200);
        }
    }

    @Test
    void aSinglePostGoesLiveWhileAnImportRuns() {
        List<Post> posts = posts(400, Unique.word("daoru"));
        CompletableFuture<List<JsonNode>> running = CompletableFuture.supplyAsync(() -> imported(posts));

        List<Answer> singles =
                IntStream.range(0, 5).mapToObj(_ -> site.publish(Post.sample())).toList();

        assertThat(singles).extracting(Answer::status).containsOnly(201);
        assertThat(running.join())
                .extracting(line -> line.path("status").asInt())
                .hasSize(400)
                .containsOnly(201);
    }

    private List<JsonNode> imported(List<Post> posts) {
        return lines(site.publisher("POST", "/api/imports")
                .body("application/gzip", Archives.tarGz(posts))
                .send()
                .expect(200));
    }

    private static List<JsonNode> lines(Answer answer) {
        assertThat(answer.required("Content-Type")).startsWith("application/x-ndjson");
        return answer.text().lines().map(JSON::readTree).toList();
    }

    private static List<Post> posts(int count, String category) {
        return IntStream.range(0, count).mapToObj(_ -> Post.in(category)).toList();
    }
}
