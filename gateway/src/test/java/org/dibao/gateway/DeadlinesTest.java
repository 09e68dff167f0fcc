package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Ingest always knows how long the gateway goes on waiting, and so can answer before that. */
class DeadlinesTest {
    private final Gateway gateway = Gateway.start(Map.of(
            "dibao.gateway.ingest-timeout", "2s",
            "dibao.gateway.max-connections", "1",
            "dibao.gateway.read-your-writes.max-wait", "100ms"));

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void ingestIsToldHowMuchTimeIsLeft() {
        gateway.post("/api/articles", "{}");
        assertThat(timeLeft(0)).isBetween(1000L, 1800L); // a tenth is for the way back
    }

    @Test
    void theTimeBeforeThereIsAConnectionCounts() {
        gateway.ingest.answersLater(it ->
                it.uri().endsWith("first") ? Mono.delay(Duration.ofSeconds(1)).thenReturn(no()) : Mono.just(no()));
        var first = gateway.client.sendAsync(request("first"), HttpResponse.BodyHandlers.ofString());
        org.awaitility.Awaitility.await().until(() -> !gateway.ingest.seen.isEmpty());
        assertThat(gateway.client
                        .sendAsync(request("second"), HttpResponse.BodyHandlers.ofString())
                        .join()
                        .statusCode())
                .isEqualTo(422);
        assertThat(first.join().statusCode()).isEqualTo(422);
        assertThat(timeLeft(1)).isLessThan(1200L);
    }

    @Test
    void whatIngestSaysOfADefectOfItsOwnIsNoAnswerToASubmission() {
        gateway.ingest.answers(_ -> Reply.problem(500, "about:blank", "the request failed here"));
        HttpResponse<String> response = gateway.post("/api/articles", "{}");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("unknown").contains("Idempotency-Key");
    }

    private static Reply no() {
        return Reply.problem(422, "/problems/invalid", "no");
    }

    private java.net.http.HttpRequest request(String name) {
        return java.net.http.HttpRequest.newBuilder(gateway.at("/api/articles/" + name))
                .header("Authorization", "Bearer " + Gateway.KEY)
                .header("Content-Type", "application/json")
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
                .build();
    }

    private long timeLeft(int request) {
        return Long.parseLong(gateway.ingest.seen.get(request).headers().get("Dibao-Time-Left"));
    }

    @Test
    void aPositionThatIsNotReachedInTimeIsAnswered503() {
        HttpResponse<String> late = gateway.get("/mine.html", "Dibao-At-Least", "100000");
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(Gateway.json(late).get("detail").stringValue()).contains("not reached position 100000");
        HttpResponse<String> odd = gateway.get("/mine.html", "Dibao-At-Least", "soon");
        assertThat(odd.statusCode()).isEqualTo(400);
        assertThat(Gateway.json(odd).get("field").stringValue()).isEqualTo("Dibao-At-Least");
    }
}
