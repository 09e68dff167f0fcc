package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubmissionsTest {
    private final Gateway gateway =
            Gateway.start(Map.of("dibao.gateway.submissions.max-body", "100KB", "dibao.gateway.ingest-timeout", "2s"));

    @BeforeEach
    void calm() {
        gateway.ingest.seen.clear();
        gateway.ingest.answers(_ -> gateway.accepted());
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void aPostIsAcceptedWithAReceipt() {
        long position = gateway.log.nextPosition();
        HttpResponse<String> response = gateway.post("/api/articles", "{}", "Content-Type", "application/json");
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("Location")).hasValue("/api/submissions/" + position);
        assertThat(Gateway.json(response).get("status").stringValue()).isEqualTo("accepted");
        assertThat(Gateway.json(response).get("position").asLong()).isEqualTo(position);
        assertThat(Gateway.json(response).get("receivedAt").stringValue()).isEqualTo("2022-01-25T02:00:00Z");
        gateway.publish(Samples.publication(position, Samples.live("a1", 1)));
    }

    @Test
    void ingestGetsWhatConcernsItAndNothingInternalFromOutside() {
        gateway.post(
                "/api/articles?x=1",
                "text",
                "Content-Type",
                "text/markdown",
                "Slug",
                "2022-01-25-a.md",
                "Idempotency-Key",
                "k",
                "If-Match",
                "\"3\"",
                "Dibao-Actor",
                "mallory",
                "Dibao-At-Least",
                "9",
                "Cookie",
                "a=b",
                "X-Forwarded-For",
                "1.2.3.4",
                "Forwarded",
                "for=1.2.3.4");
        FakeService.Seen seen = gateway.ingest.seen.getLast();
        assertThat(seen.uri()).isEqualTo("/api/articles?x=1");
        assertThat(seen.body()).isEqualTo("text");
        assertThat(seen.headers().get("Slug")).isEqualTo("2022-01-25-a.md");
        assertThat(seen.headers().get("Content-Type")).isEqualTo("text/markdown");
        assertThat(seen.headers().get("Idempotency-Key")).isEqualTo("k");
        assertThat(seen.headers().get("If-Match")).isEqualTo("\"3\"");
        assertThat(seen.headers().getAll("Dibao-Actor")).containsExactly("default");
        for (String absent :
                new String[] {"Dibao-At-Least", "Cookie", "X-Forwarded-For", "Forwarded", "Authorization"}) {
            assertThat(seen.headers().contains(absent)).as(absent).isFalse();
        }
    }

    @Test
    void anAddressGoesToIngestAsItCame() {
        gateway.send(
                "/api/articles/%E6%96%B0%E9%97%BB;a=1.md",
                it -> it.PUT(HttpRequest.BodyPublishers.ofString("x"))
                        .header("Authorization", "Bearer " + Gateway.KEY));
        assertThat(gateway.ingest.seen.getLast().uri()).isEqualTo("/api/articles/%E6%96%B0%E9%97%BB;a=1.md");
        gateway.send("/api/articles/a1", it -> it.DELETE().header("Authorization", "Bearer " + Gateway.KEY));
        assertThat(gateway.ingest.seen.getLast().method()).isEqualTo("DELETE");
        gateway.send(
                "/api/site",
                it -> it.PUT(HttpRequest.BodyPublishers.ofString("{}"))
                        .header("Authorization", "Bearer " + Gateway.KEY));
        assertThat(gateway.ingest.seen.getLast().uri()).isEqualTo("/api/site");
    }

    @Test
    void whatIngestRefusesIsPassedOn() {
        gateway.ingest.answers(_ -> Reply.problem(422, "/problems/invalid", "no title"));
        HttpResponse<String> response = gateway.post("/api/articles", "{}", "Prefer", "wait=4");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains("no title");
    }

    @Test
    void aLostAnswerIsAnUnknownOutcomeAndTheBodyWasSentOnce() {
        gateway.ingest.answersLater(_ -> Mono.never());
        HttpResponse<String> response = gateway.post("/api/articles", "{}");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(Gateway.json(response).get("detail").stringValue())
                .contains("once or not at all")
                .contains("Idempotency-Key");
        assertThat(gateway.ingest.seen).hasSize(1);
    }

    @Test
    void anIngestThatIsDownIs503AndBackLater() {
        gateway.ingest.down();
        try {
            HttpResponse<String> response = gateway.post("/api/articles", "{}");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        } finally {
            gateway.ingest.up();
        }
        assertThat(gateway.post("/api/articles", "{}").statusCode()).isEqualTo(202);
    }

    @Test
    void anAnnouncedBodyThatIsTooLargeIs413AtOnce() {
        HttpResponse<String> response = gateway.post("/api/articles", "x".repeat(10_000_000));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(Gateway.json(response).get("type").stringValue()).isEqualTo("/problems/too-large");
        assertThat(gateway.ingest.seen).isEmpty();
    }

    @Test
    void aBodyOfUnknownLengthThatGrowsTooLargeIs413() {
        HttpResponse<String> response = gateway.send(
                "/api/articles",
                it -> it.POST(HttpRequest.BodyPublishers.ofInputStream(
                                () -> new java.io.ByteArrayInputStream(new byte[3_000_000])))
                        .header("Authorization", "Bearer " + Gateway.KEY));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(gateway.ingest.seen).isEmpty();
    }

    @Test
    void whoWasToldToContinueSeesThe413ToItsBody() {
        HttpResponse<String> response = gateway.send(
                "/api/articles",
                it -> it.expectContinue(true)
                        .POST(HttpRequest.BodyPublishers.ofInputStream(
                                () -> new java.io.ByteArrayInputStream(new byte[3_000_000])))
                        .header("Authorization", "Bearer " + Gateway.KEY));
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void aBodyUpToTheLimitIsTaken() {
        assertThat(gateway.post("/api/articles", "x".repeat(100 * 1024)).statusCode())
                .isEqualTo(202);
        assertThat(gateway.ingest.seen.getLast().body()).hasSize(100 * 1024);
    }

    @Test
    void writingNeedsTheKeyAndTheBodyIsNotLookedAt() {
        for (String method : new String[] {"POST", "PUT", "DELETE"}) {
            String target = method.equals("POST") ? "/api/articles" : "/api/articles/a1";
            HttpResponse<String> without =
                    gateway.send(target, it -> it.method(method, HttpRequest.BodyPublishers.ofString("x")));
            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(without.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"dibao\"");
            assertThat(without.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            HttpResponse<String> wrong = gateway.send(
                    target,
                    it -> it.method(method, HttpRequest.BodyPublishers.ofString("x"))
                            .header("Authorization", "Bearer " + Gateway.KEY + "x"));
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("invalid_token");
        }
        assertThat(gateway.send("/api/imports", it -> it.POST(HttpRequest.BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(401);
        assertThat(gateway.send("/api/site", it -> it.PUT(HttpRequest.BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(401);
        assertThat(gateway.ingest.seen).isEmpty();
    }
}
