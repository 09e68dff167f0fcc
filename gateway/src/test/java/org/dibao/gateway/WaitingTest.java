package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;

/** {@code Prefer: wait} and receipts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitingTest {
    private final Gateway gateway = Gateway.start(
            Map.of("dibao.gateway.submissions.max-wait", "20s", "dibao.gateway.submissions.recent", "16"));

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
    void aWaitingPostAnswersWhenItsPageIsLive() {
        long position = gateway.log.nextPosition();
        CompletableFuture<HttpResponse<String>> waiting = gateway.postAsync("{}", "Prefer", "wait=30");
        await().until(() -> !gateway.ingest.seen.isEmpty());
        assertThat(waiting).isNotDone();
        gateway.publish(Samples.publication(position, Samples.live("a1", 1)));
        HttpResponse<String> response = waiting.join();
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).hasValue("/%E6%96%B0%E9%97%BB/a1.html");
        assertThat(response.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(response.headers().firstValue("Preference-Applied")).hasValue("wait=20");
        assertThat(Gateway.json(response).get("status").stringValue()).isEqualTo("live");
        assertThat(Gateway.json(response).get("outcome").stringValue()).isEqualTo("published");
        assertThat(Gateway.json(response).get("url").stringValue())
                .isEqualTo("http://127.0.0.1:" + gateway.port() + "/%E6%96%B0%E9%97%BB/a1.html");
    }

    @Test
    void whatIngestRemarkedIsInTheReceipt() {
        long position = gateway.log.nextPosition();
        gateway.ingest.answers(_ -> Reply.json(
                202,
                Map.of(
                        "position",
                        position,
                        "article",
                        "a1",
                        "status",
                        "accepted",
                        "receivedAt",
                        "2026-11-24T00:00:00Z",
                        "warnings",
                        List.of("hm"))));
        assertThat(Gateway.json(gateway.post("/api/articles", "{}")).get("warnings"))
                .hasToString("[\"hm\"]");
        gateway.publish(Samples.publication(position, Samples.live("a1", 1)));
        assertThat(Gateway.json(gateway.post("/api/articles", "{}", "Prefer", "wait=20"))
                        .get("warnings"))
                .hasToString("[\"hm\"]");
    }

    @Test
    void aPostThatIsLiveBeforeItWaitsDoesNotWait() {
        long position = gateway.log.nextPosition();
        gateway.ingest.answers(_ -> {
            Reply reply = gateway.accepted();
            gateway.publish(Samples.publication(position, Samples.live("a1", 2)));
            return reply;
        });
        long start = System.nanoTime();
        HttpResponse<String> response = gateway.post("/api/articles", "{}", "Prefer", "respond-async, wait=20");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
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
        HttpResponse<String> response =
                waited(Samples.rejected("a1", Problem.of(Problem.Type.PATH_TAKEN, "permalink", "belongs to b")));
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Gateway.json(response).get("type").stringValue()).isEqualTo("/problems/path-taken");
        assertThat(Gateway.json(response).get("field").stringValue()).isEqualTo("permalink");
        assertThat(Gateway.json(response).get("position").asLong()).isEqualTo(gateway.log.nextPosition() - 1);
    }

    /** Ingest was upgraded before the store, against the order: whoever waits is told at once what to do, whatever the store does. */
    @Test
    void whatTheStoresReleaseCannotReadIsAProblemThatSaysSo() {
        long position = gateway.log.nextPosition();
        gateway.store.answersLater(_ -> Mono.never());
        String why = "this release does not know version 9 of org.dibao.submission.submit;"
                + " upgrade, then `dibao dead-letters retry " + position + "`";
        gateway.ingest.answers(_ -> {
            Reply reply = gateway.accepted();
            gateway.publish(Publication.of(
                    new ArticleEvent(new Position(position), Instant.now(), new Outcome.Unreadable(why)),
                    SiteSettings.DEFAULT));
            return reply;
        });
        Instant before = Instant.now();

        HttpResponse<String> response = gateway.post("/api/articles", "{}", "Prefer", "wait=20");

        assertThat(Instant.now()).isBefore(before.plusSeconds(5));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.headers().firstValue("Dibao-Position")).hasValue(Long.toString(position));
        assertThat(Gateway.json(response).get("type").stringValue()).isEqualTo("/problems/unreadable");
        assertThat(Gateway.json(response).get("detail").stringValue()).isEqualTo(why);
        assertThat(Gateway.json(response).get("position").asLong()).isEqualTo(position);
    }

    /** A store that reads its log again does not know yet what was announced. */
    @Test
    void whatWasAnnouncedIsKnownEvenIfTheStoreDoesNotKnowIt() {
        HttpResponse<String> response = waited(Samples.bare(Result.Kind.UNCHANGED, null, null, 200, null));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Gateway.json(response).get("outcome").stringValue()).isEqualTo("unchanged");
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
    void aReceiptTellsAcceptedDecidedLive() {
        long position = gateway.log.nextPosition();
        gateway.post("/api/articles", "{}");
        String receipt = "/api/submissions/" + position;
        assertThat(Gateway.json(gateway.getAsHolder(receipt)).get("status").stringValue())
                .isEqualTo("accepted");
        gateway.store.answers(_ -> Reply.json(200, decided(position, Samples.live("a1", 1))));
        assertThat(Gateway.json(gateway.getAsHolder(receipt)).get("status").stringValue())
                .isEqualTo("decided");
        gateway.publish(Samples.publication(position, Samples.live("a1", 1)));
        HttpResponse<String> live = gateway.getAsHolder(receipt);
        assertThat(Gateway.json(live).get("status").stringValue()).isEqualTo("live");
        assertThat(Gateway.json(live).get("path").stringValue()).isEqualTo("/新闻/a1.html");
    }

    @Test
    void aReceiptTellsWhenItWasLiveAndHowManyStreamsHaveIt() throws Exception {
        try (var first = listen();
                var second = listen()) {
            long position = gateway.log.nextPosition();
            gateway.post("/api/articles", "{}");
            String receipt = "/api/submissions/" + position;
            assertThat(Gateway.json(gateway.getAsHolder(receipt)).has("liveAt")).isFalse();
            Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            gateway.publish(Samples.publication(position, Samples.live("a1", 1)));
            await().untilAsserted(() -> assertThat(Gateway.json(gateway.getAsHolder(receipt))
                            .path("streams")
                            .asInt())
                    .isEqualTo(2));
            assertThat(Instant.parse(Gateway.json(gateway.getAsHolder(receipt))
                            .get("liveAt")
                            .stringValue()))
                    .isBetween(before, Instant.now());
        }
    }

    @Test
    void aReceiptTellsToHowManySubscriptionsItWasDelivered() {
        long position = gateway.log.nextPosition();
        gateway.delivery.answers(seen -> seen.uri().equals("/events/" + position + "/deliveries")
                ? Reply.json(200, Map.of("subscriptions", 6, "delivered", 1, "pending", 2, "parked", 3, "unknown", 0))
                : Reply.problem(404, "/problems/not-found", "nothing"));
        gateway.publish(Samples.publication(position, Samples.live("a1", 1)));

        assertThat(Gateway.json(gateway.getAsHolder("/api/submissions/" + position))
                        .path("deliveries")
                        .toString())
                .isEqualTo("{\"subscriptions\":6,\"delivered\":1,\"pending\":2,\"parked\":3,\"unknown\":0}");
    }

    /** A receipt is about the submission; whoever is told of it may be unknown for a while. */
    @Test
    void aReceiptDoesNotNeedDelivery() {
        long position = gateway.log.nextPosition();
        gateway.publish(Samples.publication(position, Samples.live("a1", 1)));
        gateway.delivery.answersLater(_ -> Mono.never());
        assertThatAReceiptIsThere(position);
        gateway.delivery.answers(_ -> Reply.problem(503, "/problems/unavailable", "not now"));
        assertThatAReceiptIsThere(position);
        gateway.delivery.answers(_ -> new Reply(200, Map.of("Content-Type", "application/json"), "what?"));
        assertThatAReceiptIsThere(position);
    }

    private void assertThatAReceiptIsThere(long position) {
        HttpResponse<String> receipt = gateway.getAsHolder("/api/submissions/" + position);
        assertThat(receipt.statusCode()).isEqualTo(200);
        assertThat(Gateway.json(receipt).path("status").asString()).isEqualTo("live");
        assertThat(Gateway.json(receipt).has("deliveries")).isFalse();
    }

    private InputStream listen() throws Exception {
        InputStream stream = gateway.client
                .send(gateway.request("/api/events", it -> it.GET()), HttpResponse.BodyHandlers.ofInputStream())
                .body();
        assertThat(stream.read()).isPositive(); // it is open
        return stream;
    }

    @Test
    void aReceiptOfARefusalHasItsProblem() {
        long position = gateway.log.nextPosition();
        gateway.publish(Samples.publication(
                position, Samples.rejected("a1", Problem.of(Problem.Type.PRECONDITION_FAILED, "If-Match", "is at 3"))));
        HttpResponse<String> receipt = gateway.getAsHolder("/api/submissions/" + position);
        assertThat(receipt.statusCode()).isEqualTo(200);
        assertThat(Gateway.json(receipt).get("status").stringValue()).isEqualTo("decided");
        assertThat(Gateway.json(receipt).get("problem").get("status").asInt()).isEqualTo(412);
    }

    @Test
    void aSubmissionThatIsNotInTheLogIsNotFound() {
        for (String position : new String[] {"999999999", "abc", "-1", "99999999999999999999"}) {
            assertThat(gateway.getAsHolder("/api/submissions/" + position).statusCode())
                    .as(position)
                    .isEqualTo(404);
        }
        gateway.log.logEnd = 5_000;
        assertThat(gateway.getAsHolder("/api/submissions/5000").statusCode()).isEqualTo(200);
        assertThat(gateway.getAsHolder("/api/submissions/5001").statusCode()).isEqualTo(404);
    }

    @Test
    void whoHasWrittenThroughAnotherGatewayIsAnsweredOnceThisOneHasProcessedIt() {
        gateway.get("/mine.html"); // from now on it is in the cache
        long position = gateway.log.nextPosition();
        CompletableFuture<HttpResponse<String>> page = getFrom("/mine.html", position);
        CompletableFuture<HttpResponse<String>> article = getFrom("/api/articles/a1", position);
        assertThat(gateway.get("/mine.html").statusCode()).isEqualTo(200);
        assertThat(page).isNotDone();
        assertThat(article).isNotDone();
        gateway.publish(Samples.publication(position, Samples.live("a1", 1)));
        assertThat(page.join().statusCode()).isEqualTo(200);
        assertThat(page.join().headers().firstValue("Dibao-Position")).hasValue(Long.toString(position));
        assertThat(article.join().statusCode()).isNotEqualTo(503);
        assertThat(gateway.get("/mine.html", "Dibao-At-Least", Long.toString(position))
                        .statusCode())
                .isEqualTo(200);
    }

    private CompletableFuture<HttpResponse<String>> getFrom(String target, long position) {
        return gateway.client.sendAsync(
                gateway.request(target, it -> it.GET(), "Dibao-At-Least", Long.toString(position)),
                HttpResponse.BodyHandlers.ofString());
    }
}
