package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.EventStream;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An article's path is spelt as it stands in a link, in whatever answer it is. */
@ExtendWith(Running.class)
class OnePathTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final Site site;

    OnePathTest(Site site) {
        this.site = site;
    }

    @Test
    void aPathIsSpeltTheSameInEveryAnswer() {
        String id = Unique.word("lujing");
        String line = JSON.writeValueAsString(Map.of(
                "id",
                id,
                "title",
                "潮汐 " + id,
                "date",
                "2024-03-18",
                "slug",
                "潮汐 " + id,
                "tags",
                List.of(id),
                "permalink",
                "/新闻/潮汐 " + id + ".html",
                "body",
                "正文"));
        String path = "/新闻/潮汐 " + id + ".html";
        String encoded = "/%E6%96%B0%E9%97%BB/%E6%BD%AE%E6%B1%90%20" + id + ".html";
        try (EventStream stream = EventStream.open(site.reader("GET", "/api/events"))) {
            JsonNode imported = JSON.readTree(site.publisher("POST", "/api/imports")
                    .body("application/x-ndjson", line + "\n")
                    .send()
                    .expect(200)
                    .text());
            assertThat(path(imported)).as("import line").isEqualTo(path);

            Answer receipt = site.getWithKey(
                            "/api/submissions/" + imported.path("position").asLong())
                    .expect(200);
            assertThat(path(receipt.json())).as("receipt").isEqualTo(path);
            assertThat(receipt.json().path("url").asString()).as("url").endsWith(encoded);
            assertThat(path(site.get("/api/articles?path=" + encoded)
                            .expect(200)
                            .json()
                            .path("articles")
                            .path(0)))
                    .as("by its path")
                    .isEqualTo(path);
            site.get("/api/articles?path=" + encoded + "&tag=" + id).expectProblem(400, "tag");
            site.get("/api/articles?path=x").expectProblem(400, "path");
            assertThat(path(site.get("/api/articles/" + id).expect(200).json()))
                    .as("article")
                    .isEqualTo(path);
            assertThat(path(site.getWithKey("/api/articles/" + id).expect(200).json()))
                    .as("article with its source")
                    .isEqualTo(path);
            assertThat(path(site.getWithKey("/api/articles/" + id + "/revisions")
                            .expect(200)
                            .json()
                            .path("revisions")
                            .path(0)))
                    .as("revision")
                    .isEqualTo(path);
            assertThat(path(site.get("/api/articles?tag=" + id)
                            .expect(200)
                            .json()
                            .path("articles")
                            .path(0)))
                    .as("listing")
                    .isEqualTo(path);
            stream.awaitEvent(event -> event.mentions("\"path\":\"" + path + "\""));
        }
        site.get(encoded).expect(200);
        assertThat(site.articleEvents().all())
                .filteredOn(event -> event.isAbout(id))
                .extracting(event -> event.value().at("/outcome/article/path").asString())
                .as("article-events")
                .containsExactly(path);
        assertThat(site.publications().all())
                .filteredOn(event -> event.isAbout(id))
                .extracting(event -> event.value().at("/result/path").asString())
                .as("publications")
                .containsExactly(path);
    }

    private static String path(JsonNode of) {
        return of.path("path").asString();
    }

    @Test
    void anArticlesTagIsItsRevisionHoweverAProxyMarksIt() {
        String id = Unique.word("tag");
        put(id, "one").expect(201);
        Answer read = site.get("/api/articles/" + id).expect(200);
        assertThat(read.required("ETag")).isEqualTo("\"1\"");
        for (String known : List.of("\"1\"", "W/\"1\"", "\"1-gzip\"", "\"1-br\"")) {
            site.reader("GET", "/api/articles/" + id)
                    .with("If-None-Match", known)
                    .send()
                    .expect(304);
        }
        put(id, "two", "If-Match", "W/\"1\"").expect(200);
        put(id, "three", "If-Match", "\"2-gzip\"").expect(200);
        put(id, "four", "If-Match", "\"3-br\"").expect(200);
        put(id, "five", "If-Match", "\"3-br\"").expectProblem(412, "If-Match");
        site.reader("GET", "/api/articles/" + id)
                .with("If-None-Match", "\"1\"")
                .send()
                .expect(200);
        assertThat(site.getWithKey("/api/articles/" + id).required("ETag")).isEqualTo("\"4\"");
    }

    private Answer put(String id, String body, String... header) {
        var request = site.publisher("PUT", "/api/articles/" + id)
                .waiting()
                .body(
                        "application/json",
                        JSON.writeValueAsString(Map.of("title", id, "date", "2024-03-18", "body", body)));
        return (header.length == 0 ? request : request.with(header[0], header[1])).send();
    }
}
