package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.Test;

class PreviewTest {
    private static final String ARTICLE = "{\"id\":\"bridge\",\"title\":\"The bridge\"}";

    @Test
    void aLinkIsGoodAtEveryGatewayAndNothingKeepsThePage() {
        try (Gateway first = Gateway.start();
                Gateway second = Gateway.start()) {
            String path = link(first);
            for (Gateway gateway : new Gateway[] {first, second}) {
                stores(gateway);
                gateway.render.seen.clear();
                for (int i = 1; i <= 2; i++) {
                    HttpResponse<String> page = gateway.get(path);
                    assertThat(page.statusCode()).isEqualTo(200);
                    assertThat(page.body()).isEqualTo("<p>/preview</p>");
                    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
                    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
                    assertThat(page.headers().firstValue("X-Robots-Tag")).hasValue("noindex");
                    assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
                    assertThat(page.headers().firstValue("ETag")).isEmpty();
                    assertThat(gateway.render.seen).hasSize(i);
                }
                assertThat(gateway.render.seen.getLast().body()).isEqualTo(ARTICLE);
            }
            assertThat(first.get(path.substring(0, path.length() - 4)).statusCode())
                    .isEqualTo(404);
            assertThat(first.get("/desk/preview/").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whatIsLiveIsWhereItIsAndWhatIsWithdrawnIsNowhere() {
        try (Gateway gateway = Gateway.start()) {
            String path = link(gateway);
            gateway.store.answers(_ -> new Reply(303, Map.of("Location", "/2026/bridge.html"), ""));
            HttpResponse<String> live = gateway.get(path);
            assertThat(live.statusCode()).isEqualTo(303);
            assertThat(live.headers().firstValue("Location")).hasValue("/2026/bridge.html");
            assertThat(live.headers().firstValue("Cache-Control")).hasValue("no-store");

            gateway.store.answers(_ -> Reply.json(410, Map.of("detail", "withdrawn")));
            assertThat(gateway.get(path).statusCode()).isEqualTo(410);
            assertThat(gateway.get(path).headers().firstValue("X-Robots-Tag")).hasValue("noindex");
            assertThat(gateway.post("/api/articles/bridge/preview", "").statusCode())
                    .isEqualTo(410);
        }
    }

    @Test
    void aLinkExpires() {
        try (Gateway gateway = Gateway.start(Map.of("dibao.gateway.previews.valid-for", "1s"))) {
            String path = link(gateway);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> gateway.get(path).statusCode() == 410);
            assertThat(gateway.get(path).body()).contains("expired");
        }
    }

    private static String link(Gateway gateway) {
        stores(gateway);
        HttpResponse<String> answer = gateway.post("/api/articles/bridge/preview", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private, no-store");
        return URI.create(Gateway.json(answer).path("url").stringValue()).getPath();
    }

    private static void stores(Gateway gateway) {
        gateway.store.answers(call -> call.uri().equals("/articles/bridge/preview")
                ? new Reply(200, Map.of("Content-Type", "application/json"), ARTICLE)
                : Reply.json(200, Map.of()));
    }
}
