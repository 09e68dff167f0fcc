package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.dibao.gateway.FakeService.Reply;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for whoever operates the site. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusPageTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String HOSTILE = "<script>alert('\"')</script>";

    private final Gateway gateway = Gateway.start();

    @BeforeEach
    void two() {
        gateway.delivery.seen.clear();
        gateway.delivery.answers(_ -> Reply.json(
                200,
                Map.of(
                        "subscriptions",
                        List.of(
                                Map.of(
                                        "id",
                                        "sub_1",
                                        "name",
                                        "Search",
                                        "kind",
                                        "webhook",
                                        "target",
                                        "https://example.com/hook",
                                        "paused",
                                        false,
                                        "status",
                                        Map.of("state", "active", "lag", 0, "attempts", 5, "deliveries", 5)),
                                Map.of(
                                        "id",
                                        "sub_2",
                                        "name",
                                        HOSTILE,
                                        "kind",
                                        "webhook",
                                        "target",
                                        "https://example.com/" + HOSTILE,
                                        "paused",
                                        false,
                                        "status",
                                        Map.of(
                                                "state",
                                                "failing",
                                                "lag",
                                                12,
                                                "behindSince",
                                                Instant.now().minusSeconds(600).toString(),
                                                "attempts",
                                                20,
                                                "deliveries",
                                                17,
                                                "lastFailure",
                                                HOSTILE,
                                                "failingSince",
                                                "2026-11-01T08:00:00Z",
                                                "nextTry",
                                                Instant.now().plusSeconds(305).toString()))))));
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> page(String... headers) {
        String[] all = new String[headers.length + 4];
        System.arraycopy(headers, 0, all, 0, headers.length);
        System.arraycopy(
                new String[] {"Accept", BROWSER, "Authorization", basic("anybody:" + Gateway.KEY)},
                0,
                all,
                headers.length,
                4);
        return gateway.get("/api/status", all);
    }

    @Test
    void aBrowserIsAskedForTheKey() {
        HttpResponse<String> refused = gateway.get("/api/status", "Accept", BROWSER);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .hasValue("Basic realm=\"dibao\", charset=\"UTF-8\"");
        assertThat(gateway.delivery.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anybody:wrong", ":", "no colon", ""})
    void aWrongPasswordShowsNothing(String pair) {
        HttpResponse<String> refused = gateway.get("/api/status", "Accept", BROWSER, "Authorization", basic(pair));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(gateway.delivery.seen).isEmpty();
        assertThat(gateway.get("/api/status", "Accept", BROWSER, "Authorization", "Basic ?")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void itShowsThoseFirstThatNeedAttention() {
        HttpResponse<String> answer = page();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'self';")
                .doesNotContain("script-src");
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select("tbody tr")).hasSize(2);
        assertThat(page.select("tbody tr").first().text())
                .contains(
                        "failing since 2026-11-01 08:00:00 UTC",
                        "12 events for 10 min",
                        "3 of 20 attempts",
                        "in 5 min");
        assertThat(page.select("tbody tr").last().text()).contains("Search", "active", "nothing", "0 of 5 attempts");
    }

    @Test
    void whatTargetsAndSubscribersSayIsText() {
        Document page = Jsoup.parse(page().body());

        assertThat(page.select("script")).isEmpty();
        assertThat(page.select("td strong").first().text()).isEqualTo(HOSTILE);
        assertThat(page.body().text()).contains("https://example.com/" + HOSTILE);
    }

    @Test
    void itSpeaksChineseToThoseWhoDo() {
        HttpResponse<String> answer = page("Accept-Language", "zh-TW,zh;q=0.9,en;q=0.8");

        assertThat(answer.headers().firstValue("Content-Language")).hasValue("zh");
        assertThat(Jsoup.parse(answer.body()).text())
                .contains("运行状况", "失败中 1 个，正常 1 个", "20 次尝试中 3 次", "12 个事件 已 10 分钟", "5 分钟后");
        assertThat(page("Accept-Language", "de, *;q=0.1, ???").body()).contains("<html lang=\"en\">");
    }

    @Test
    void withoutDeliveryItSaysSo() {
        gateway.delivery.answers(_ -> Reply.problem(503, "/problems/unavailable", "not now"));

        HttpResponse<String> answer = page();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("They are not known at the moment", "This gateway");
    }

    @Test
    void aProgramGetsJsonAsBefore() {
        for (String accept : List.of("*/*", "application/json", "application/json, text/html")) {
            HttpResponse<String> answer = gateway.get("/api/status", "Accept", accept);
            assertThat(answer.statusCode()).as(accept).isEqualTo(200);
            assertThat(Gateway.json(answer).has("details")).isFalse();
        }
        assertThat(gateway.get("/api/status", "Accept", "text/plain").statusCode())
                .isEqualTo(406);
        HttpResponse<String> withKey = gateway.getAsHolder("/api/status", "Accept", "text/html");
        assertThat(withKey.statusCode()).isEqualTo(200);
        assertThat(withKey.body()).contains("sub_1");
    }

    /** Another site can make a browser send requests, and the browser adds the password. */
    @Test
    void thePasswordOpensNothingElse() {
        String password = basic("anybody:" + Gateway.KEY);

        assertThat(gateway.get("/api/subscriptions", "Authorization", password).statusCode())
                .isEqualTo(401);
        for (String target : List.of("/api/subscriptions", "/api/subscriptions/sub_1/pause", "/api/articles")) {
            assertThat(gateway.send(
                                    target,
                                    it -> it.POST(HttpRequest.BodyPublishers.ofString("{}")),
                                    "Authorization",
                                    password)
                            .statusCode())
                    .as(target)
                    .isEqualTo(401);
        }
        assertThat(gateway.delivery.seen).isEmpty();
        assertThat(gateway.ingest.seen).isEmpty();
    }

    /** A browser that knows the password sends it with the requests of the site's own pages too. */
    @Test
    void whatIsPublicStaysPublicForABrowserThatKnowsThePassword() {
        HttpResponse<String> answer = gateway.get("/api/status", "Authorization", basic("anybody:" + Gateway.KEY));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Gateway.json(answer).has("details")).as("the key's answer").isFalse();
    }
}
