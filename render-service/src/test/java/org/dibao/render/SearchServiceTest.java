package org.dibao.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.render.view.Stories;
import org.dibao.render.view.Stories.With;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Search on a real broker and the embedded database. */
class SearchServiceTest {
    private static final With PLAIN = With.NOTHING;

    @RegisterExtension
    private static final Surroundings surroundings = new Surroundings();

    @Test
    void whatIsPublishedIsFoundAndWhatIsWithdrawnIsNot() throws Exception {
        Stories stories = new Stories();
        try (ConfigurableApplicationContext render = started("fresh")) {
            surroundings.append(
                    "fresh", stories.publishes("warm", "Warm-up").records()); // the first is slow everywhere
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> search(render, "warm").body().contains("/2026/02/28/"));
            int known = stories.records().size();
            for (int i = 0; i < 5; i++) {
                List<ReceivedRecord> log = stories.publishes("a" + i, "第" + i + "次粮价上涨", PLAIN.at("/" + i + ".html"))
                        .records();
                surroundings.append("fresh", log.subList(known, log.size()));
                known = log.size();
                String path = "href=\"/" + i + ".html\"";
                await().pollInterval(Duration.ofMillis(20))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> search(render, "粮价上涨").body().contains(path));
            }
            List<ReceivedRecord> log = stories.withdraws("a3").records();
            surroundings.append("fresh", log.subList(known, log.size()));
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !search(render, "粮价").body().contains("/3.html"));
            assertThat(Surroundings.management(render, "/actuator/health").body())
                    .contains("\"search\":{")
                    .contains("\"lag\":0")
                    .contains("\"articles\":5");
            assertThat(Surroundings.management(render, "/actuator/prometheus").body())
                    .contains("dibao_render_search_articles 5.0")
                    .contains("dibao_render_search_lag_positions 0.0");
        }
        try (ConfigurableApplicationContext render = started("fresh")) {
            assertThat(search(render, "粮价").body()).contains("/4.html").doesNotContain("/3.html");
        }
    }

    @Test
    void whateverIsTypedIsAPageAndNothingFails() throws Exception {
        try (ConfigurableApplicationContext render = started("typed")) {
            surroundings.append(
                    "typed",
                    new Stories()
                            .publishes("a", "<script>alert(1)</script> market", PLAIN.at("/a.html"))
                            .records());
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> search(render, "market").body().contains("/a.html"));
            HttpResponse<String> page = search(render, "<script>alert(1)</script> \"><img src=x>");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).doesNotContain("<script>alert").doesNotContain("<img");
            assertThat(search(render, "market script").body())
                    .contains("&lt;<mark>script</mark>&gt;")
                    .contains("<mark>market</mark>");
            assertThat(Surroundings.get(render, "/search").statusCode()).isEqualTo(200);
            for (String page404 : List.of("0", "2", "50", "51", "-1", "x", "99999999999")) {
                assertThat(Surroundings.get(render, "/search?q=market&page=" + page404)
                                .statusCode())
                        .as(page404)
                        .isEqualTo(404);
            }
            HttpResponse<String> behind = Surroundings.get(render, "/search?q=market&page=2");
            assertThat(behind.body()).doesNotContain("没有找到").doesNotContain("rel=\"prev\"");
            assertThat(search(render, "nowhere").statusCode()).isEqualTo(200);
            for (String odd : List.of(
                    "/search?q=%zz",
                    "/search?q=%00%ff", "/search?q=" + "%E7%9A%84".repeat(800), "/search?q&page", "/search?q=a&q=b")) {
                assertThat(Surroundings.raw(render, odd)).as(odd).matches("(?s)HTTP/1.1 (200|400|404|414)\\D.*");
            }
        }
    }

    @Test
    void whileNothingCanBeSearchedThePageSaysSoAndHealthToo() throws Exception {
        Path taken =
                Files.createDirectories(surroundings.folder().resolve("search").resolve("unready"));
        try (var directory = org.apache.lucene.store.FSDirectory.open(taken); // another instance's
                var lock = directory.obtainLock("write.lock");
                ConfigurableApplicationContext render = surroundings.render("unready")) {
            lock.ensureValid();
            surroundings.append(
                    "unready",
                    new Stories().publishes("a", "Market", PLAIN.at("/a.html")).records());
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Surroundings.management(render, "/actuator/health")
                            .body()
                            .contains("in use by another"));

            HttpResponse<String> page = search(render, "粮价");

            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
            assertThat(page.body()).contains("暂时不能搜索").contains("value=\"粮价\"").doesNotContain("没有找到");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Surroundings.management(render, "/actuator/prometheus")
                            .body()
                            .contains("dibao_render_search_lag_positions 1.0"));
        }
    }

    private static ConfigurableApplicationContext started(String name) {
        ConfigurableApplicationContext render = surroundings.render(name);
        Surroundings.awaitHealth(render, "UP");
        return render;
    }

    private static HttpResponse<String> search(ConfigurableApplicationContext render, String query) throws Exception {
        return Surroundings.get(render, "/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }
}
