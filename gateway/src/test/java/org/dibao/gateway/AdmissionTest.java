package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.Map;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.Test;

/** How the gateway is let in by the services behind it. */
class AdmissionTest {

    @Test
    void everyServiceIsShownTheSecretAndNoClientSeesIt() {
        try (Gateway gateway = Gateway.start()) {
            gateway.store.answers(_ -> Reply.json(200, Map.of()));
            var answers = new HttpResponse<?>[] {
                gateway.get("/a-page.html"),
                gateway.get("/api/site"),
                gateway.post("/api/articles", "{}", "Dibao-Service-Secret", "guessed"),
                gateway.post("/api/imports", "{}", "Content-Type", "application/x-ndjson")
            };

            for (FakeService service : new FakeService[] {gateway.ingest, gateway.store, gateway.render}) {
                assertThat(service.seen)
                        .isNotEmpty()
                        .allSatisfy(request -> assertThat(request.headers().getAll("Dibao-Service-Secret"))
                                .containsExactly("of-the-tests"));
            }
            for (HttpResponse<?> answer : answers) {
                assertThat(answer.headers().map().toString() + answer.body()).doesNotContain("of-the-tests");
            }
        }
    }

    @Test
    void aServiceWithAnotherSecretIsUnavailableAndNotTheClientsFault() {
        try (Gateway gateway = Gateway.start()) {
            for (FakeService service : new FakeService[] {gateway.ingest, gateway.store, gateway.render}) {
                service.answers(_ -> Reply.problem(401, "/problems/unauthorized", "another secret"));
            }
            for (HttpResponse<String> answer : new HttpResponse[] {
                gateway.get("/a-page.html"),
                gateway.get("/api/site"),
                gateway.post("/api/articles", "{}"),
                gateway.post("/api/imports", "{}", "Content-Type", "application/x-ndjson")
            }) {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body())
                        .contains("refuses this gateway's secret")
                        .doesNotContain("another secret");
            }
        }
    }

    @Test
    void servicesOnOtherMachinesNeedASecretThatWasGiven() {
        assertThatThrownBy(() -> Gateway.start(
                        Map.of("dibao.service-secret", "", "dibao.gateway.store-url", "http://store.example:8082")))
                .hasStackTraceContaining("uses a service on another machine (http://store.example:8082)")
                .hasStackTraceContaining("set DIBAO_SERVICE_SECRET");
    }
}
