package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Programs write and read articles as JSON. */
@ExtendWith(Running.class)
class JsonArticlesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final Site site;

    JsonArticlesTest(Site site) {
        this.site = site;
    }

    @Test
    void anArticleIsPostedAndReadBack() {
        String id = Unique.word("json");
        String category = Unique.word("keji");

        Answer answer = post(article(id, category)).expect(201);

        assertThat(answer.article()).isEqualTo(id);
        assertThat(answer.location()).isEqualTo("/" + category + "/2024/03/18/" + id + ".html");
        JsonNode read = site.get("/api/articles/" + id).expect(200).json();
        assertThat(read.path("id").asString()).isEqualTo(id);
        assertThat(read.path("revision").asInt()).isEqualTo(1);
        assertThat(read.path("title").asString()).isEqualTo("卫星过境" + id);
        assertThat(read.path("path").asString()).isEqualTo(answer.location());
        assertThat(read.path("html").asString()).contains("<strong>今晚</strong>");
        assertThat(read.path("categories").valueStream().map(JsonNode::asString))
                .containsExactly(category);
        assertThat(read.path("authors").valueStream().map(JsonNode::asString)).containsExactly("顾南星");
    }

    @Test
    void theSameArticleAtItsAddressIsUnchanged() {
        String id = Unique.word("json");
        Map<String, Object> article = article(id, Unique.word("keji"));
        post(article).expect(201);

        Answer again = site.publisher("PUT", "/api/articles/" + id)
                .waiting()
                .body("application/json", JSON.writeValueAsString(article))
                .send();

        assertThat(again.expect(200).outcome()).isEqualTo("unchanged");
    }

    @Test
    void anAddressMadeOfTheTitleStaysWhenTheTitleChanges() {
        String id = Unique.word("json");
        String path = put(id, "渡轮停航" + id).expect(201).location();

        Answer corrected = put(id, "渡轮恢复通航" + id).expect(200);

        assertThat(corrected.outcome()).isEqualTo("revised");
        assertThat(corrected.location()).isEqualTo(path);
        Answer asked = site.publisher("PATCH", "/api/articles/" + id + "?address=anew")
                .waiting()
                .body("application/merge-patch+json", "{}")
                .send();
        assertThat(asked.expect(200).outcome()).isEqualTo("moved");
        assertThat(site.get(path).expect(301).location()).isEqualTo(asked.location());
    }

    private Answer put(String id, String title) {
        return site.publisher("PUT", "/api/articles/" + id)
                .waiting()
                .body("application/json", JSON.writeValueAsString(Map.of("title", title, "body", "一句话新闻。")))
                .send();
    }

    @Test
    void anArticleWithoutAnIdGetsOne() {
        Answer answer = site.publisher("POST", "/api/articles")
                .waiting()
                .body(
                        "application/json",
                        JSON.writeValueAsString(Map.of("title", "无名来稿" + Unique.word(""), "body", "一句话新闻。")))
                .send();

        String id = answer.expect(201).article();
        assertThat(site.get("/articles/" + id).expect(301).location()).isEqualTo(answer.location());
    }

    @Test
    void listingsAreReadWithACursor() {
        String category = Unique.word("liebiao");
        List<String> ids = java.util.stream.IntStream.range(0, 5)
                .mapToObj(_ -> Unique.word("json"))
                .toList();
        ids.forEach(id -> post(article(id, category)).expect(201));

        List<String> read = new java.util.ArrayList<>();
        String after = "";
        int pages = 0;
        do {
            JsonNode page = site.get("/api/articles?category=" + category + "&limit=2" + after)
                    .expect(200)
                    .json();
            page.path("articles").forEach(article -> read.add(article.path("id").asString()));
            String next = page.path("next").asString("");
            after = next.isEmpty()
                    ? ""
                    : "&after=" + java.net.URLEncoder.encode(next, java.nio.charset.StandardCharsets.UTF_8);
            pages++;
        } while (!after.isEmpty() && pages < 9);

        assertThat(read).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void listingsAreFilteredByTagAndAuthor() {
        String category = Unique.word("liebiao");
        String id = Unique.word("json");
        post(article(id, category)).expect(201);

        assertThat(site.get("/api/articles?tag=" + category + "-hangtian")
                        .expect(200)
                        .text())
                .contains(id);
        assertThat(site.get("/api/articles?author=%E9%A1%BE%E5%8D%97%E6%98%9F&limit=100")
                        .expect(200)
                        .text())
                .contains(id);
        assertThat(site.get("/api/articles?category=" + category + "&tag=" + Unique.word("none"))
                        .expect(200)
                        .text())
                .doesNotContain(id);
    }

    private Answer post(Map<String, Object> article) {
        return site.publisher("POST", "/api/articles")
                .waiting()
                .body("application/json", JSON.writeValueAsString(article))
                .send();
    }

    private static Map<String, Object> article(String id, String category) {
        return Map.of(
                "id",
                id,
                "title",
                "卫星过境" + id,
                "slug",
                id,
                "date",
                "2024-03-18T09:36:15+08:00",
                "categories",
                List.of(category),
                "tags",
                List.of(category + "-hangtian"),
                "authors",
                List.of("顾南星"),
                "body",
                "**今晚**八点可见。");
    }
}
