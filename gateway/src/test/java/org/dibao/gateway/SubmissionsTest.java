package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubmissionsTest {
    private final Gateway gateway = Gateway.start(Map.of(
            "dibao.gateway.submissions.max-body", "100KB", "dibao.gateway.submissions.max-wait", "5s",
            "dibao.gateway.submissions.recent", "16", "dibao.gateway.ingest-timeout", "2s"));

    @BeforeEach
    void calm() {
        gateway.ingest.seen.clear();
        gateway.ingest.answers(_ -> gateway.accepted());
        gateway.store.answers(_ -> Reply.problem(404, "/problems/not-found", "undecided"));
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
        gateway.post("/api/articles?x=1", "text", "Content-Type", "text/markdown", "Slug", "2022-01-25-a.md",
                "Idempotency-Key", "k", "If-Match", "\"3\"", "Dibao-Actor", "mallory", "Dibao-At-Least", "9",
                "Cookie", "a=b", "X-Forwarded-For", "1.2.3.4", "Forwarded", "for=1.2.3.4");
        FakeService.Seen seen = gateway.ingest.seen.getLast();
        assertThat(seen.uri()).isEqualTo("/api/articles?x=1");
        assertThat(seen.body()).isEqualTo("text");
        assertThat(seen.headers().get("Slug")).isEqualTo("2022-01-25-a.md");
        assertThat(seen.headers().get("Content-Type")).isEqualTo("text/markdown");
        assertThat(seen.headers().get("Idempotency-Key")).isEqualTo("k");
        assertThat(seen.headers().get("If-Match")).isEqualTo("\"3\"");
        assertThat(seen.headers().getAll("Dibao-Actor")).containsExactly("default");
        for (String absent : new String[] {"Dibao-At-Least", "Cookie", "X-Forwarded-For", "Forwarded", "Authorization"}) {
            assertThat(seen.headers().contains(absent)).as(absent).isFalse();
        }
    }

    @Test
    void anAddressGoesToIngestAsItCame() {
        gateway.send("/api/articles/%E6%96%B0%E9%97%BB;a=1.md", it -> it.PUT(HttpRequest.BodyPublishers.ofString("x"))
                .header("Authorization", "Bearer " + Gateway.KEY));
        assertThat(gateway.ingest.seen.getLast().uri()).isEqualTo("/api/articles/%E6%96%B0%E9%97%BB;a=1.md");
        gateway.send("/api/articles/a1", it -> it.DELETE().header("Authorization", "Bearer " + Gateway.KEY));
        assertThat(gateway.ingest.seen.getLast().method()).isEqualTo("DELETE");
        gateway.send("/api/site", it -> it.PUT(HttpRequest.BodyPublishers.ofString("{}"))
                .header("Authorization", "Bearer " + Gateway.KEY));
        assertThat(gateway.ingest.seen.getLast().uri()).isEqualTo("/api/site");
    }

    @Test
    void aWaitingPostAnswersWhenItsPageIsLive() {
        long position = gateway.log.nextPosition();
        CompletableFuture<HttpResponse<String>> waiting = gateway.postAsync("{}", "Prefer", "wait=30", "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https",
                "Forwarded", "host=evil.example;proto=https");
        await().until(() -> !gateway.ingest.seen.isEmpty());
        assertThat(waiting).isNotDone();
        gateway.publish(Samples.publication(position, Samples.live("a1", 1)));
        HttpResponse<String> response = waiting.join();
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).hasValue("/%E6%96%B0%E9%97%BB/a1.html");
        assertThat(response.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(response.headers().firstValue("Preference-Applied")).hasValue("wait=5");
        assertThat(Gateway.json(response).get("status").stringValue()).isEqualTo("live");
        assertThat(Gateway.json(response).get("outcome").stringValue()).isEqualTo("published");
        assertThat(Gateway.json(response).get("url").stringValue())
                .isEqualTo("http://127.0.0.1:" + gateway.port() + "/%E6%96%B0%E9%97%BB/a1.html");
    }

    @Test
    void aPostThatIsLiveBeforeItWaitsDoesNotWait() {
        long position = gateway.log.nextPosition();
        gateway.ingest.answers(_ -> {
            Reply reply = gateway.accepted();
            gateway.publish(Samples.publication(position, Samples.live("a1", 2)));
            return reply;
        });
        HttpResponse<String> response = gateway.post("/api/articles", "{}", "Prefer", "respond-async, wait=4");
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void anOutcomeThatIsNoLongerRememberedComesFromTheStore() {
        long position = gateway.log.nextPosition();
        gateway.store.answers(it -> it.uri().equals("/submissions/" + position)
                ? Reply.json(200, decided(position, Samples.live("old", 1)))
                : Reply.problem(404, "/problems/not-found", "no"));
        gateway.ingest.answers(_ -> {
            Reply reply = gateway.accepted();
            for (int i = 0; i < 40; i++) {
                gateway.publish(Samples.publication(position + i, Samples.live("x" + i, 1)));
            }
            return reply;
        });
        HttpResponse<String> response = gateway.post("/api/articles", "{}", "Prefer", "wait=4");
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(Gateway.json(response).get("article").stringValue()).isEqualTo("old");
    }

    @Test
    void aPostWhoseTimeIsOverIsAccepted() {
        long position = gateway.log.nextPosition();
        HttpResponse<String> response = gateway.post("/api/articles", "{}", "Prefer", "wait=1");
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("Location")).hasValue("/api/submissions/" + position);
        gateway.publish(Samples.publication(position, Samples.live("a1", 1)));
    }

    @Test
    void aRefusalIsAProblemThatNamesFieldAndPosition() {
        HttpResponse<String> response = waited(Samples.rejected("a1",
                Problem.of(Problem.Type.PATH_TAKEN, "permalink", "belongs to b")));
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Gateway.json(response).get("type").stringValue()).isEqualTo("/problems/path-taken");
        assertThat(Gateway.json(response).get("field").stringValue()).isEqualTo("permalink");
        assertThat(Gateway.json(response).get("position").asLong()).isEqualTo(gateway.log.nextPosition() - 1);
    }

    @Test
    void aDraftIsFoundInTheApiAndNotLive() {
        HttpResponse<String> response = waited(Samples.drafted("entwurf"));
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).hasValue("/api/articles/entwurf");
        assertThat(Gateway.json(response).get("status").stringValue()).isEqualTo("decided");
        assertThat(Gateway.json(response).has("url")).isFalse();
    }

    @Test
    void aRetryAnswersWithTheStatusOfTheFirst() {
        HttpResponse<String> response = waited(Samples.bare(Result.Kind.REPEATED, "a1", "/n/a1.html", 201, 3L));
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).hasValue("/n/a1.html");
        assertThat(Gateway.json(response).get("first").asLong()).isEqualTo(3);
    }

    @Test
    void aWithdrawalHasNoLocation() {
        HttpResponse<String> response = waited(Samples.bare(Result.Kind.WITHDRAWN, "a1", null, 200, null));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Location")).isEmpty();
        assertThat(Gateway.json(response).get("status").stringValue()).isEqualTo("live");
    }

    /** As the store says it. */
    private static Map<String, Object> decided(long position, Result result) {
        return Map.of("position", position, "status", "decided", "result", result, "at", "2022-01-25T02:00:00Z");
    }

    private HttpResponse<String> waited(Result result) {
        long position = gateway.log.nextPosition();
        gateway.ingest.answers(_ -> {
            Reply reply = gateway.accepted();
            gateway.publish(Samples.publication(position, result));
            return reply;
        });
        return gateway.post("/api/articles", "{}", "Prefer", "wait=4");
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
        assertThat(Gateway.json(response).get("detail").stringValue()).contains("once or not at all").contains("Idempotency-Key");
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
        HttpResponse<String> response = gateway.send("/api/articles", it -> it
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[3_000_000])))
                .header("Authorization", "Bearer " + Gateway.KEY));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(gateway.ingest.seen).isEmpty();
    }

    @Test
    void whoWasToldToContinueSeesThe413ToItsBody() {
        HttpResponse<String> response = gateway.send("/api/articles", it -> it.expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[3_000_000])))
                .header("Authorization", "Bearer " + Gateway.KEY));
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void aBodyUpToTheLimitIsTaken() {
        assertThat(gateway.post("/api/articles", "x".repeat(100 * 1024)).statusCode()).isEqualTo(202);
        assertThat(gateway.ingest.seen.getLast().body()).hasSize(100 * 1024);
    }

    @Test
    void writingNeedsTheKeyAndTheBodyIsNotLookedAt() {
        for (String method : new String[] {"POST", "PUT", "DELETE"}) {
            String target = method.equals("POST") ? "/api/articles" : "/api/articles/a1";
            HttpResponse<String> without = gateway.send(target, it -> it.method(method, HttpRequest.BodyPublishers.ofString("x")));
            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(without.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"dibao\"");
            assertThat(without.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            HttpResponse<String> wrong = gateway.send(target, it -> it
                    .method(method, HttpRequest.BodyPublishers.ofString("x")).header("Authorization", "Bearer " + Gateway.KEY + "x"));
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.headers().firstValue("WWW-Authenticate").orElseThrow()).contains("invalid_token");
        }
        assertThat(gateway.send("/api/imports", it -> it.POST(HttpRequest.BodyPublishers.ofString("x"))).statusCode()).isEqualTo(401);
        assertThat(gateway.send("/api/site", it -> it.PUT(HttpRequest.BodyPublishers.ofString("x"))).statusCode()).isEqualTo(401);
        assertThat(gateway.ingest.seen).isEmpty();
    }

    @Test
    void aReceiptTellsAcceptedDecidedLive() {
        long position = gateway.log.nextPosition();
        gateway.post("/api/articles", "{}");
        String receipt = "/api/submissions/" + position;
        assertThat(Gateway.json(gateway.getAsHolder(receipt)).get("status").stringValue()).isEqualTo("accepted");
        gateway.store.answers(_ -> Reply.json(200, decided(position, Samples.live("a1", 1))));
        assertThat(Gateway.json(gateway.getAsHolder(receipt)).get("status").stringValue()).isEqualTo("decided");
        gateway.publish(Samples.publication(position, Samples.live("a1", 1)));
        HttpResponse<String> live = gateway.getAsHolder(receipt);
        assertThat(Gateway.json(live).get("status").stringValue()).isEqualTo("live");
        assertThat(Gateway.json(live).get("path").stringValue()).isEqualTo("/%E6%96%B0%E9%97%BB/a1.html");
    }

    @Test
    void aReceiptOfARefusalHasItsProblem() {
        long position = gateway.log.nextPosition();
        gateway.publish(Samples.publication(position, Samples.rejected("a1",
                Problem.of(Problem.Type.PRECONDITION_FAILED, "If-Match", "is at 3"))));
        HttpResponse<String> receipt = gateway.getAsHolder("/api/submissions/" + position);
        assertThat(receipt.statusCode()).isEqualTo(200);
        assertThat(Gateway.json(receipt).get("status").stringValue()).isEqualTo("decided");
        assertThat(Gateway.json(receipt).get("problem").get("status").asInt()).isEqualTo(412);
    }

    @Test
    void aSubmissionThatIsNotInTheLogIsNotFound() {
        for (String position : new String[] {"999999999", "abc", "-1", "99999999999999999999"}) {
            assertThat(gateway.getAsHolder("/api/submissions/" + position).statusCode()).as(position).isEqualTo(404);
        }
        gateway.log.logEnd = 5_000;
        assertThat(gateway.getAsHolder("/api/submissions/5000").statusCode()).isEqualTo(200);
        assertThat(gateway.getAsHolder("/api/submissions/5001").statusCode()).isEqualTo(404);
    }
}
