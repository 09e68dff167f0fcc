package org.dibao.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.dibao.contract.event.Result;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.Headers;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.render.view.Stories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The service on a real broker and the embedded database. Each test has topics and a database of its own. */
class RenderServiceTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<String> ADDRESSES = List.of(
            "/",
            "/page/1.html",
            "/page/2.html",
            "/category/news.html",
            "/category/weather-desk.html",
            "/category/%E7%B2%AE%E9%A3%9F.html",
            "/category/news/page/1.html",
            "/tag/town.html",
            "/town/market.html",
            "/town/square.html",
            "/old/market.html",
            "/town/market-2.html",
            "/river/falls.html",
            "/third.html",
            "/articles/grain",
            "/articles/third",
            "/api/articles",
            "/api/articles?category=news&limit=2",
            "/nothing.html");

    @RegisterExtension
    private static final Surroundings surroundings = new Surroundings();

    @Test
    void aDayInTheNewsroomIsPublishedAndReadable() throws Exception {
        List<ReceivedRecord> log = Stories.aDayInTheNewsroom();
        try (ConfigurableApplicationContext render = started("day")) {
            surroundings.append("day", log);
            long last = published("day", positions(log));
            reached(render, last);

            HttpResponse<String> square = page(render, "/town/square.html", last, 200);
            assertThat(square.body())
                    .contains("<h1>Market is back at last</h1>")
                    .contains("<html lang=\"zh-CN\">");
            assertThat(page(render, "/town/market-2.html", last, 301).headers().firstValue("Location"))
                    .hasValue("/town/square.html");
            page(render, "/town/market.html", last, 410);
            page(render, "/old/market.html", last, 410);
            page(render, "/third.html", last, 410);
            page(render, "/articles/third", last, 410);
            assertThat(page(render, "/articles/grain", last, 301).headers().firstValue("Location"))
                    .hasValue("/%E7%B2%AE%E9%A3%9F/news/2026/02/27/%E7%B2%AE%E4%BB%B7%E4%B8%8A%E6%B6%A8.html");
            assertThat(page(
                                    render,
                                    "/%E7%B2%AE%E9%A3%9F/news/2026/02/27/%E7%B2%AE%E4%BB%B7%E4%B8%8A%E6%B6%A8.html",
                                    last,
                                    200)
                            .body())
                    .contains("<h1>粮价上涨</h1>");
            page(render, "/nothing.html", last, 404);
            assertThat(page(render, "/category/weather-desk.html", last, 200).body())
                    .contains("The river falls", "Last words");

            Publication unreadable = publications("day").get(12);
            assertThat(unreadable.result().outcome()).isEqualTo(Result.Kind.UNREADABLE);
            await().atMost(LONG).until(() -> surroundings.all("day.dlt").size() == 3);
            assertThat(surroundings.all("day.dlt").getFirst().headers())
                    .containsEntry(Headers.DEAD_POSITION, "12")
                    .containsKey(Headers.DEAD_REASON);
            assertThat(surroundings.all("day.dlt").getFirst().value())
                    .isEqualTo(log.get(12).value());

            assertThat(Surroundings.management(render, "/actuator/health").body())
                    .contains("\"deadLetters\":3")
                    .contains("\"database\":{\"status\":\"UP\"}")
                    .contains("\"pages\":{");
            assertThat(Surroundings.management(render, "/actuator/prometheus").body())
                    .contains("dibao_render_publications_total{outcome=\"published\"} ")
                    .contains("dibao_render_dead_letters_total 3.0")
                    .contains("dibao_render_accepted_to_published_seconds_bucket")
                    .contains("dibao_render_lag_positions");
        }
    }

    @Test
    void afterARestartItGoesOnWhereItWasAndShowsTheSame() throws Exception {
        List<ReceivedRecord> log = Stories.aDayInTheNewsroom();
        Map<String, String> before;
        try (ConfigurableApplicationContext render = started("restart")) {
            surroundings.append("restart", log.subList(0, 20));
            reached(render, published("restart", positions(log.subList(0, 20))));
            before = all(render);
        }
        try (ConfigurableApplicationContext render = started("restart")) {
            assertThat(all(render)).isEqualTo(before);
            surroundings.append("restart", log.subList(20, log.size()));
            reached(render, published("restart", positions(log)));
            assertThat(all(render)).isNotEqualTo(before);
        }
    }

    @Test
    void aDroppedDatabaseIsMadeAnewAndNothingIsPublishedTwice() throws Exception {
        List<ReceivedRecord> log = Stories.aDayInTheNewsroom();
        Map<String, Object> database;
        Map<String, String> pages;
        try (ConfigurableApplicationContext render = started("dropped")) {
            surroundings.append("dropped", log);
            long last = published("dropped", positions(log));
            reached(render, last);
            done(render, last);
            pages = all(render);
            database = surroundings.database("dropped");
        }
        surroundings.drop("dropped");
        try (ConfigurableApplicationContext render = surroundings.render("dropped")) {
            // Until it is whole it shows nothing at all.
            HttpResponse<String> early = Surroundings.get(render, "/town/square.html");
            if (early.statusCode() != 200) {
                assertThat(early.statusCode()).isEqualTo(503);
                assertThat(early.headers().firstValue("Retry-After")).isPresent();
            }
            await().atMost(LONG).until(() -> Surroundings.get(render, "/").statusCode() == 200);
            assertThat(all(render)).isEqualTo(pages);
            done(render, published("dropped", positions(log)));
            assertThat(surroundings.database("dropped")).isEqualTo(database);
            assertThat(surroundings.all("dropped.dlt")).hasSize(3);
        }
    }

    @Test
    void twoInstancesShowTheSameAndOneTakesOver() throws Exception {
        List<ReceivedRecord> log = Stories.aDayInTheNewsroom();
        ConfigurableApplicationContext first = started("two");
        try (ConfigurableApplicationContext second = surroundings.render("two", "--dibao.render.instance=render-2")) {
            Surroundings.awaitHealth(second, "UP");
            surroundings.append("two", log.subList(0, 15));
            long last = published("two", positions(log.subList(0, 15)));
            reached(first, last);
            reached(second, last);
            assertThat(all(second)).isEqualTo(all(first));
            first.close();
            surroundings.append("two", log.subList(15, log.size()));
            reached(second, published("two", positions(log)));
        }
    }

    @Test
    void withoutADatabaseItAnswers503AndGoesOnByItself() throws Exception {
        try (Surroundings own = Surroundings.started();
                ConfigurableApplicationContext render = own.render("outage")) {
            Surroundings.awaitHealth(render, "UP");
            List<ReceivedRecord> log = Stories.aDayInTheNewsroom();
            own.append("outage", log.subList(0, 6));
            await().atMost(LONG).until(() -> position(Surroundings.get(render, "/")) == 5);
            own.stopMongo();
            HttpResponse<String> answer = Surroundings.get(render, "/town/market.html");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.headers().firstValue(Headers.HTTP_PURGE_KEYS)).hasValue("path:/town/market.html site");
            own.append("outage", log.subList(6, log.size()));
            own.startMongo();
            await().atMost(LONG)
                    .until(() -> Surroundings.get(render, "/town/square.html").statusCode() == 200);
            // What stands behind a change of the site is in a later batch.
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(own.all("outage-publications"))
                            .extracting(r -> Long.parseLong(r.headers().get(Headers.ID)))
                            .containsExactlyElementsOf(positions(log)));
        }
    }

    @Test
    void whatANewerReleaseWroteIsNotSkipped() throws Exception {
        List<ReceivedRecord> log = new Stories()
                .publishes("a", "One")
                .aNewerReleaseWrites()
                .publishes("b", "Two")
                .records();
        try (ConfigurableApplicationContext render = started("newer")) {
            surroundings.append("newer", log);
            published("newer", List.of(0L));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(Surroundings.management(render, "/actuator/health")
                                    .body())
                            .contains("\"status\":\"DOWN\"")
                            .contains("needs a newer release"));
            assertThat(publications("newer")).hasSize(1);
            assertThat(Surroundings.get(render, "/").body()).contains("One");
        }
    }

    @Test
    void eventsThatWereReplacedAreRefusedWithASentence() throws Exception {
        try (ConfigurableApplicationContext render = started("replaced")) {
            surroundings.append("replaced", new Stories().publishes("a", "One").records());
            done(render, published("replaced", List.of(0L)));
        }
        try (Admin admin = Admin.create(surroundings.kafkaSettings().common())) {
            admin.deleteTopics(List.of("replaced")).all().get();
        }
        try (ConfigurableApplicationContext render = surroundings.render("replaced")) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(Surroundings.management(render, "/actuator/health")
                                    .body())
                            .contains("\"status\":\"DOWN\"")
                            .contains("`dibao rebuild`")
                            .contains("another log"));
            assertThat(Surroundings.get(render, "/").body()).contains("One");
        }
    }

    @Test
    void aFullListingPageNeverChanges() throws Exception {
        Stories stories = new Stories()
                .changesSite(SiteSettings.builder()
                        .title("Gazette")
                        .language("en")
                        .pageSize(3)
                        .build());
        for (int i = 0; i < 17; i++) {
            stories.publishes(
                    "a" + i, "Article " + i, Stories.With.NOTHING.date("2026-01-%02dT00:00:00+08:00".formatted(i + 1)));
        }
        List<ReceivedRecord> log = stories.records();
        try (ConfigurableApplicationContext render = started("pages")) {
            Map<String, String> before = Map.of();
            for (int written = 1; written < log.size(); written++) {
                surroundings.append("pages", log.subList(written == 1 ? 0 : written, written + 1));
                reached(render, written);
                Map<String, String> now = new LinkedHashMap<>();
                for (int page = 1; page < 7; page++) {
                    now.put(
                            "/category/news/page/" + page + ".html",
                            text(render, "/category/news/page/" + page + ".html"));
                }
                now.put("/category/news.html", text(render, "/category/news.html"));
                Map<String, String> old = before;
                List<String> changed = now.keySet().stream()
                        .filter(a -> now.get(a).startsWith("200") && !now.get(a).equals(old.get(a)))
                        .toList();
                assertThat(changed).contains("/category/news.html").hasSizeLessThanOrEqualTo(2);
                assertThat(old.entrySet().stream()
                                .filter(e -> e.getValue().startsWith("200")
                                        && e.getKey().contains("/page/")))
                        .allMatch(e -> now.get(e.getKey()).equals(e.getValue()));
                before = now;
            }
            assertThat(before.get("/category/news/page/1.html"))
                    .contains("Article 0", "Article 2")
                    .doesNotContain("Article 3");
            assertThat(before.get("/category/news.html")).contains("Article 16");
            assertThat(before.get("/category/news/page/5.html")).startsWith("302");
            assertThat(before.get("/category/news/page/6.html")).startsWith("404");
        }
    }

    @Test
    void oddAddressesAreRefusedAndNothingFails() throws Exception {
        List<ReceivedRecord> log = new Stories()
                .publishes("a", "粮价", Stories.With.NOTHING.at("/粮食/é !.html"))
                .records();
        try (ConfigurableApplicationContext render = started("odd")) {
            surroundings.append("odd", log);
            reached(render, 0);
            for (String fine : List.of(
                    "/%E7%B2%AE%E9%A3%9F/%C3%A9%20!.html",
                    "/%e7%b2%ae%e9%a3%9f/e%cc%81%20%21.html", "/?x=1", "http://other/")) {
                assertThat(Surroundings.raw(render, fine))
                        .as(fine)
                        .startsWith("HTTP/1.1 200")
                        .contains("粮价");
            }
            String longest = "/" + "%F0%A0%80%80".repeat(299);
            assertThat(Surroundings.raw(render, longest))
                    .startsWith("HTTP/1.1 404")
                    .contains("Dibao-Purge-Keys: home path:~");
            for (String odd : List.of(
                    "/%zz",
                    "/%",
                    "/a%00b",
                    "/../etc",
                    "/a/../b",
                    "/%2e%2e/x",
                    "/a%2Fb",
                    "/%ff",
                    "//x",
                    "/a//b",
                    "/<x>",
                    "/\"x",
                    "/a|b",
                    "/" + "x".repeat(7000),
                    "/" + "x".repeat(20_000),
                    "/api/articles?limit=%zz",
                    "/api/articles?after=%00%ff",
                    "/category/%00.html",
                    "/articles/%00",
                    "/粮",
                    "x",
                    "*")) {
                assertThat(Surroundings.raw(render, odd)).as(odd).matches("(?s)HTTP/1.1 (3|4)..\\D.*");
            }
            assertThat(Surroundings.raw(render, "/")).startsWith("HTTP/1.1 200");
        }
    }

    private static ConfigurableApplicationContext started(String name) {
        ConfigurableApplicationContext render = surroundings.render(name);
        Surroundings.awaitHealth(render, "UP");
        return render;
    }

    private static List<Long> positions(List<ReceivedRecord> log) {
        return log.stream()
                .map(r -> r.headers().get(Headers.ID))
                .filter(java.util.Objects::nonNull)
                .map(Long::valueOf)
                .distinct()
                .toList();
    }

    /** Exactly one publication for each position, in order, and no more. Gives the last. */
    private static long published(String name, List<Long> positions) {
        await().atMost(LONG)
                .until(() -> surroundings.all(name + "-publications").size() >= positions.size());
        assertThat(surroundings.all(name + "-publications"))
                .extracting(record -> Long.parseLong(record.headers().get(Headers.ID)))
                .containsExactlyElementsOf(positions);
        assertThat(positions)
                .containsExactlyElementsOf(
                        LongStream.range(0, positions.size()).boxed().toList());
        return positions.getLast();
    }

    private static List<Publication> publications(String name) throws Exception {
        List<Publication> all = new ArrayList<>();
        for (ReceivedRecord record : surroundings.all(name + "-publications")) {
            all.add(Codec.readPublication(record.headers(), record.value()));
        }
        return all;
    }

    private static void reached(ConfigurableApplicationContext render, long position) {
        await().atMost(LONG).until(() -> position(Surroundings.get(render, "/")) >= position);
    }

    private static void done(ConfigurableApplicationContext render, long position) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(Surroundings.management(render, "/actuator/health")
                                .body())
                        .containsPattern("\"events\":\\{[^}]*\\{[^}]*\"position\":" + position + "[,}]"));
    }

    private static long position(HttpResponse<String> answer) {
        return Long.parseLong(answer.headers().firstValue(Headers.HTTP_POSITION).orElseThrow());
    }

    private static HttpResponse<String> page(ConfigurableApplicationContext render, String path, long last, int status)
            throws Exception {
        HttpResponse<String> answer = Surroundings.get(render, path, Headers.HTTP_AT_LEAST, Long.toString(last));
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(status);
        assertThat(position(answer)).isGreaterThanOrEqualTo(last);
        assertThat(answer.headers().firstValue(Headers.HTTP_PURGE_KEYS).orElseThrow())
                .contains("site")
                .contains("path:");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
        return answer;
    }

    private static Map<String, String> all(ConfigurableApplicationContext render) throws Exception {
        Map<String, String> all = new LinkedHashMap<>();
        for (String address : ADDRESSES) {
            all.put(address, text(render, address));
        }
        return all;
    }

    private static String text(ConfigurableApplicationContext render, String address) throws Exception {
        HttpResponse<String> answer = Surroundings.get(render, address);
        return answer.statusCode() + " " + answer.headers().firstValue("Location") + " "
                + answer.headers().firstValue("ETag") + " " + answer.body();
    }
}
