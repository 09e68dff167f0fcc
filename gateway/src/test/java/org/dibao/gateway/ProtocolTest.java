package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dibao.contract.wire.Topics;
import org.dibao.eventlog.TopicProblem;
import org.dibao.gateway.publications.FakePublications;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What holds for every request, down to the bytes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProtocolTest {
    private final Gateway gateway = Gateway.start(Map.of(
            "dibao.gateway.connections.header-timeout",
            "700ms",
            "dibao.gateway.connections.idle-timeout",
            "900ms",
            "dibao.gateway.connections.body-timeout",
            "1500ms",
            "dibao.gateway.submissions.body-timeout",
            "500ms"));

    @AfterAll
    void close() {
        gateway.close();
    }

    private static void isProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Gateway.json(response).get("status").asInt()).isEqualTo(status);
        assertThat(Gateway.json(response).get("title").stringValue()).isNotBlank();
        assertThat(Gateway.json(response).get("detail").stringValue()).isNotBlank();
    }

    @Test
    void whatIsNotThereIsAProblemUnderTheApi() {
        for (String target : new String[] {
            "/api", "/api/", "/api/x", "/api/articles/", "/api/articles/a/b", "/api/articles/a/revisions/1/2"
        }) {
            isProblem(gateway.get(target), 404);
        }
        isProblem(gateway.post("/api/x", "{}"), 404);
    }

    /** To the server its response is complete, so that the connection looks idle. */
    @Test
    void aStreamStaysOpenForLongerThanAConnectionMayBeIdle() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(2000);
            socket.getOutputStream()
                    .write("GET /api/events HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThatThrownBy(() -> socket.getInputStream().readAllBytes()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void anotherMethodIs405WithThoseThereAre() {
        HttpResponse<String> response =
                gateway.send("/api/articles/a", it -> it.method("POST", HttpRequest.BodyPublishers.noBody()));
        isProblem(response, 405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD, PUT, PATCH, DELETE");
        HttpResponse<String> page = gateway.post("/x.html", "{}");
        isProblem(page, 405);
        assertThat(page.headers().firstValue("Allow")).hasValue("GET, HEAD");
        isProblem(gateway.get("/api/imports"), 405);
        assertThat(gateway.send("/api/site", it -> it.method("OPTIONS", HttpRequest.BodyPublishers.noBody()))
                        .headers()
                        .firstValue("Allow"))
                .hasValue("GET, HEAD, PUT, PATCH");
    }

    @Test
    void whoAsksForHttp2GetsHttp1() throws IOException {
        assertThat(raw("GET /api/status HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                        + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void whoDoesNotTakeWhatTheApiGivesGets406() {
        isNotAcceptable("/api/openapi.json", "text/html", "application/json");
        isNotAcceptable("/api/status", "image/png", "application/json or text/html");
        isProblem(gateway.get("/api/events", "Accept", "image/png"), 406);
        isNotAcceptable("/api/events/page", "image/png", "application/json or application/cloudevents-batch+json");
        isProblem(gateway.get("/api/status", "Accept", "nonsense"), 400);
        assertThat(gateway.get("/api/openapi.json", "Accept", "text/html, */*;q=0.1")
                        .statusCode())
                .isEqualTo(200);
    }

    private void isNotAcceptable(String target, String accepted, String given) {
        HttpResponse<String> response = gateway.get(target, "Accept", accepted);
        isProblem(response, 406);
        assertThat(Gateway.json(response).get("detail").stringValue())
                .isEqualTo(
                        "This address gives " + given
                                + ", and the request accepts nothing of that: name it in the header Accept, or leave the header out.");
    }

    @Test
    void pagesHaveAStrictPolicyAndDataAStricterOne() {
        var page = gateway.get("/policy.html").headers();
        assertThat(page.firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'")
                .contains("script-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        for (var headers : new java.net.http.HttpHeaders[] {
            page, gateway.get("/api/status").headers(), gateway.get("/api/x").headers()
        }) {
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Date").orElseThrow())
                    .matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT");
            assertThat(headers.firstValue("Referrer-Policy")).isPresent();
            assertThat(headers.firstValue("Permissions-Policy")).isPresent();
            assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        }
        assertThat(gateway.get("/api/status")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .doesNotContain("script-src");
    }

    private static final String ELSEWHERE = "https://other.example";

    @Test
    void scriptsOfOtherSitesMayReadAndNotWrite() {
        var read = gateway.get("/api/status", "Origin", ELSEWHERE).headers();
        assertThat(read.firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(read.firstValue("Access-Control-Expose-Headers").orElseThrow())
                .contains("Dibao-Position", "ETag", "Link", "Location", "Retry-After");
        assertThat(gateway.get("/api/x", "Origin", ELSEWHERE).headers().firstValue("Access-Control-Allow-Origin"))
                .as("a refusal can be read too")
                .hasValue("*");

        HttpResponse<String> preflight = preflight("/api/events", "GET", "Last-Event-ID, authorization, if-none-match");
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.body()).isEmpty();
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("*");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValue("Last-Event-ID, authorization, if-none-match");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValue("GET,HEAD");
        assertThat(preflight.headers().firstValue("Access-Control-Max-Age")).hasValue("3600");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();

        for (HttpResponse<String> refused : List.of(
                preflight("/api/articles", "POST", "Authorization"),
                preflight("/api/articles/a1", "DELETE", "Authorization"),
                preflight("/api/status", "GET", "Idempotency-Key"),
                preflight("/page.html", "GET", "Authorization"),
                gateway.post("/api/articles", "{}", "Origin", ELSEWHERE),
                gateway.get("/page.html", "Origin", ELSEWHERE))) {
            assertThat(refused.headers().map())
                    .as(refused.request().toString())
                    .doesNotContainKeys(
                            "access-control-allow-origin",
                            "access-control-allow-methods",
                            "access-control-allow-headers");
        }
    }

    @Test
    void aProgramThatWritesMayNameAnOrigin() {
        assertThat(gateway.post("/api/articles", "{}", "Origin", ELSEWHERE).statusCode())
                .isEqualTo(202);
    }

    @Test
    void noCacheMayKeepAProblemAndAllProblemsLookAlike() {
        gateway.store.answers(_ -> FakeService.Reply.problem(404, "/problems/not-found", "nothing"));
        List<HttpResponse<String>> problems = new ArrayList<>(List.of(
                gateway.get("/api/nothing"),
                gateway.send("/api/articles", it -> it.DELETE()),
                gateway.get("/api/status", "Accept", "text/plain"),
                gateway.get("/api/status", "Accept", "nonsense"),
                gateway.get("/api/events?nonsense=1"),
                gateway.get("/api/submissions/1"),
                gateway.get("/api/articles/none"),
                gateway.getAsHolder("/api/articles/none"),
                gateway.post("/api/articles", "x".repeat(2_000_000))));
        gateway.store.answers(_ -> new FakeService.Reply(500, Map.of(), ""));
        problems.add(gateway.get("/api/articles/none"));
        gateway.ingest.answers(_ -> FakeService.Reply.problem(400, "/problems/malformed", "body"));
        problems.add(gateway.post("/api/imports", "{}", "Content-Type", "application/x-ndjson"));
        gateway.ingest.answers(_ -> gateway.accepted());

        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(problem.headers().allValues("Cache-Control")).containsExactly("no-store");
            assertThat(problem.body()).contains("\"type\":").doesNotContain("\"instance\"");
        });
    }

    @Test
    void cachesTellOriginsAndReadersApart() {
        gateway.store.answers(it -> new FakeService.Reply(
                it.headers().contains("If-None-Match") ? 304 : 200,
                Map.of("Content-Type", "application/json", "ETag", "\"7f\""),
                ""));
        for (String[] headers : new String[][] {{}, {"Origin", ELSEWHERE}, {"If-None-Match", "\"7f\""}}) {
            assertThat(gateway.get("/api/articles/a1", headers).headers().allValues("Vary"))
                    .as(String.join(" ", headers))
                    .contains("Origin", "Authorization");
        }
    }

    private HttpResponse<String> preflight(String target, String method, String headers) {
        return gateway.send(
                target,
                it -> it.method("OPTIONS", HttpRequest.BodyPublishers.noBody()),
                "Origin",
                ELSEWHERE,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                headers);
    }

    @Test
    void whatIsNoHttpIsAProblemToo() throws IOException {
        assertThat(raw("GET /" + "x".repeat(9000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains(" 414 ")
                .contains("application/problem+json");
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .contains(" 431 ")
                .contains("application/problem+json");
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nBad Header\u0001: 1\r\n\r\n"))
                .contains(" 400 ")
                .contains("application/problem+json");
        assertThat(raw("GET /a b HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains(" 400 ")
                .contains("application/problem+json");
        assertThat(raw("GET /a|b%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .contains(" 400 ")
                .contains("application/problem+json");
        assertThat(
                        raw(
                                "POST /api/articles HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .contains(" 4");
    }

    @Test
    void rawBytesInAnAddressAreAnsweredAsTheirEncodedForm() throws IOException {
        String rest = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        // The second byte of à is a space in Latin 1, the last of 腅 a line end.
        for (String text : List.of("江", "中文", "à", "腅", "a=b&q=江", "😀")) {
            assertThat(status(raw("GET /api/x?q=" + text + rest))).as(text).isEqualTo(404);
            assertThat(status(raw("GET /api/" + text + rest))).as(text).isEqualTo(404);
        }
        assertThat(status(raw("GET /api/x?q=江 b" + rest))).isEqualTo(400);
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.substring(9, 12));
    }

    @Test
    void headersAndAddressesUpToTheirLimitsAreTaken() throws IOException {
        assertThat(raw("GET /api/x?" + "x".repeat(7000) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: "
                        + "x".repeat(15_000) + "\r\n\r\n"))
                .contains(" 404 ");
    }

    @Test
    void aConnectionWhoseHeadersDripIsClosed() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            drip(socket, "GET / HTTP/1.1\r\nHost: x\r\nX-A: ", Duration.ofSeconds(2));
        }
    }

    @Test
    void aKeptConnectionIsClosedWhenItIsIdleAndWhenTheNextHeadersDrip() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.getOutputStream()
                    .write("GET /api/x HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isPositive();
            drip(socket, "GET / HTTP/1.1\r\nX-A: ", Duration.ofSeconds(3));
        }
    }

    @Test
    void aBodyThatDripsIs408AndThenClosed() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.getOutputStream()
                    .write(("POST /api/articles HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Gateway.KEY
                                    + "\r\nContent-Length: 1000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] buffer = new byte[4096];
            int length = socket.getInputStream().read(buffer);
            assertThat(new String(buffer, 0, length, StandardCharsets.UTF_8))
                    .contains(" 408 ")
                    .contains("application/problem+json");
            drip(socket, "", Duration.ofSeconds(4));
        }
    }

    /** Writes byte after byte until the other side closes. */
    private static void drip(Socket socket, String start, Duration most) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(start.getBytes(StandardCharsets.US_ASCII));
        await().atMost(most).pollInterval(Duration.ofMillis(50)).until(() -> {
            try {
                out.write('a');
                out.flush();
                socket.setSoTimeout(20);
                InputStream in = socket.getInputStream();
                while (in.read() >= 0) {
                    // the rest of an answer
                }
                return true;
            } catch (java.net.SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                return true;
            }
        });
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void healthAndMetricsAreOnAPortOfTheirOwn() {
        gateway.publish(Samples.publication(gateway.log.nextPosition(), Samples.live("a", 1)));
        gateway.get("/api/status");
        gateway.get("/api/made-up-by-a-visitor");
        String metrics = management("/actuator/prometheus").body();
        assertThat(metrics)
                .contains("dibao_gateway_requests_seconds_count{route=\"api/status\",status=\"200\"}")
                .contains("dibao_gateway_requests_seconds_count{route=\"api\",status=\"404\"}")
                .doesNotContain("made-up")
                .contains("dibao_accepted_to_live_seconds_bucket{outcome=\"published\"")
                .contains("dibao_gateway_lag_positions")
                .contains("dibao_gateway_pages_total{result=\"hit\"}")
                .contains("dibao_gateway_waiters")
                .contains("dibao_gateway_subscribers");
        assertThat(management("/actuator/health").body())
                .contains("\"status\":\"UP\"")
                .contains("\"following\"");
        assertThat(management("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/actuator/health").body())
                .isEqualTo("<p>/actuator/health</p>"); // a page like any other
        gateway.log.down = true;
        assertThat(management("/actuator/health").statusCode()).isEqualTo(503);
        assertThat(management("/actuator/health/readiness").statusCode()).isEqualTo(200);
        gateway.log.down = false;
    }

    private HttpResponse<String> management(String target) {
        try {
            return gateway.client.send(
                    HttpRequest.newBuilder(java.net.URI.create("http://127.0.0.1:" + gateway.managementPort() + target))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTopicThatIsNotAsItMustBeStopsTheStartWithItsSentence() {
        FakePublications log = new FakePublications(1);
        log.defect = new TopicProblem("topic " + Topics.PUBLICATIONS + " has 3 partitions");
        assertThatThrownBy(() -> Gateway.on(log)).hasStackTraceContaining("has 3 partitions");
    }

    @Test
    void aGeneratedKeyIsKeptAndWorks() throws IOException {
        java.nio.file.Path folder = Gateway.folder();
        try (Gateway own =
                Gateway.start(Map.of("dibao.gateway.data-dir", folder, "dibao.gateway.status.warm-up", "3"))) {
            String key =
                    java.nio.file.Files.readString(folder.resolve("api-key")).strip();
            assertThat(own.get("/api/submissions/5", "Authorization", "Bearer " + key)
                            .statusCode())
                    .isNotEqualTo(401);
            assertThat(own.get("/api/submissions/5").statusCode()).isEqualTo(401);
        }
    }
}
