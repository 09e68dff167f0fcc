package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SubscriptionsCommandTest {
    private static final String SUBSCRIPTION = """
            {"id": "sub_1", "name": "Search", "kind": "webhook", "target": "https://example.com/hook", "paused": false,
             "status": {"state": "failing", "lag": 7, "behindSince": "2026-11-01T00:00:00Z", "attempts": 10,
              "deliveries": 7, "nextTry": "2026-11-01T01:00:00Z", "failingSince": "2026-11-01T00:00:00Z", "lastFailure": "it answered 503"}}""";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private final SmallServer server = new SmallServer("/api/", exchange -> {
        if (exchange.getRequestURI().getPath().equals("/api/site")) {
            SmallServer.answer(exchange, 200, "application/json", "{\"timeZone\":\"Asia/Shanghai\"}");
            return;
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath().replaceFirst("^/api/subscriptions", "");
        requests.add(exchange.getRequestMethod() + " " + path + " " + body);
        String answer = switch (path) {
            case "" ->
                exchange.getRequestMethod().equals("GET")
                        ? "{\"subscriptions\": [" + SUBSCRIPTION + "]}"
                        : "{\"id\": \"sub_1\", \"secret\": \"whsec_once\"}";
            case "/sub_1/attempts" ->
                "{\"attempts\": [{\"at\": \"2026-11-01T00:00:00Z\", \"messageId\": \"evt_x.7\", \"attempt\": 2,"
                        + " \"result\": \"failed\", \"status\": 503, \"durationMs\": 12}]}";
            case "/sub_1/redeliveries" -> "{\"id\": 1, \"from\": 7, \"to\": 12}";
            case "/sub_1/test" ->
                "{\"result\": \"failed\", \"status\": 500, \"failure\": \"It answers with status 500.\"}";
            default -> SUBSCRIPTION;
        };
        String refusal = "{\"detail\": \"target: an absolute address is needed\", \"field\": \"target\"}";
        SmallServer.answer(exchange, status, "application/json", status == 200 ? answer : refusal);
    });

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theStatusShowsEachSubscription() {
        Run run = Run.dibao("status", "--url", server.url(), "--key", "k");

        assertThat(run.out())
                .contains("subscribed sub_1  failing  lag 7 for ", " days  webhook  Search  https://example.com/hook")
                .contains(
                        "failing since 2026-11-01 08:00:00 +08:00: it answered 503; 3 of 10 attempts have failed; next try "
                                + "2026-11-01 09:00:00 +08:00");
        assertThat(Run.dibao("status", "--url", server.url(), "--key", "k", "--json")
                        .out())
                .contains("\"subscriptions\":[{\"id\":\"sub_1\"");
    }

    private Run run(String command, String... args) {
        List<String> all = new ArrayList<>(List.of("subscriptions", command, "--url", server.url(), "--key", "k"));
        all.addAll(List.of(args));
        return Run.dibao(all.toArray(String[]::new));
    }

    @Test
    void createSendsWhatWasAskedForAndPrintsTheSecret() {
        Run run = run(
                "create",
                "https://example.com/hook",
                "--name",
                "Search",
                "--category",
                "river",
                "--category",
                "sea",
                "--header",
                "X-Token=a=b",
                "--strict",
                "--after",
                "7");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("sub_1", "secret: whsec_once");
        assertThat(requests)
                .containsExactly(
                        "POST  {\"target\":\"https://example.com/hook\",\"name\":\"Search\",\"after\":7,"
                                + "\"ordering\":\"strict\",\"headers\":{\"X-Token\":\"a=b\"},\"options\":{},\"filter\":{\"category\":[\"river\",\"sea\"]}}");
    }

    @Test
    void listAndShowSayHowTheyAreDoing() {
        assertThat(run("list").out()).contains("sub_1", "failing", "lag 7", "https://example.com/hook");
        assertThat(run("show", "sub_1").out())
                .contains("failing since 2026-11-01 08:00:00 +08:00: it answered 503")
                .contains("\n2026-11-01 08:00:00 +08:00  evt_x.7  attempt 2  failed    503");
        assertThat(run("list", "--json").out()).contains("\"subscriptions\"");
    }

    @Test
    void actionsGoToTheirAddresses() {
        run("pause", "sub_1");
        run("resume", "sub_1");
        run("redeliver", "sub_1", "7-12");
        run("redeliver", "sub_1", "--since", "2026-11-01T00:00:00Z");
        run("delete", "sub_1");

        assertThat(requests)
                .containsExactly(
                        "POST /sub_1/pause ",
                        "POST /sub_1/resume ",
                        "POST /sub_1/redeliveries {\"from\":7,\"to\":12}",
                        "POST /sub_1/redeliveries {\"since\":\"2026-11-01T00:00:00Z\"}",
                        "DELETE /sub_1 ");
    }

    @Test
    void aTestThatFailsFails() {
        Run run = run("test", "sub_1");

        assertThat(run.exit()).isEqualTo(Exit.REFUSED);
        assertThat(run.out()).contains("failed", "500");
    }

    @Test
    void aRefusalIsOneSentence() {
        status = 422;

        Run run = run("create", "nowhere");

        assertThat(run.exit()).isEqualTo(Exit.REFUSED);
        assertThat(run.err()).contains("target: an absolute address is needed");
        assertThat(run("redeliver", "sub_1").exit()).isEqualTo(Exit.USAGE);
    }
}
