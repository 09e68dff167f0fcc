package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Unreadable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What an operator sees of records that could not be read, and does about them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersTest {
    private static final Instant THEN = Instant.parse("2026-11-01T00:00:00Z");
    private static final EventMessage READABLE = Codec.write(
            new Submission.WithdrawArticle(new Request(THEN, "desk", null, Preconditions.NONE), new ArticleId("a1")));

    private final Gateway gateway = Gateway.start();
    private final Gateway other = Gateway.beside(gateway, Map.of());

    @BeforeAll
    void someLetters() {
        for (long position = 10; position < 15; position++) {
            gateway.deadLetters.add(position, READABLE.headers(), READABLE.value());
        }
        gateway.deadLetters.add(15, Map.of("ce_type", "what.v1"), new byte[] {1, (byte) 0xfe});
        for (long position = 16; position < 130; position++) {
            gateway.deadLetters.add(position, Map.of(), "{".getBytes(StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    void close() {
        other.close();
        gateway.close();
    }

    private static JsonNode done(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Gateway.json(response);
    }

    @Test
    void theyAreListedInPagesWithTheReason() {
        JsonNode first = done(gateway.getAsHolder("/api/dead-letters?all"));
        assertThat(first.path("deadLetters")).hasSize(100);
        JsonNode letter = first.path("deadLetters").get(6);
        assertThat(letter.toString())
                .isEqualTo(
                        "{\"topic\":\"articles\",\"position\":16,\"at\":\"2026-11-01T00:00:00Z\",\"reason\":\"unknown type\","
                                + "\"bytes\":1,\"state\":\"waiting\"}");

        JsonNode second = done(gateway.getAsHolder(
                "/api/dead-letters?all&after=" + first.path("next").asString()));
        assertThat(second.path("deadLetters")).hasSize(20);
        assertThat(second.has("next")).isFalse();
        assertThat(done(gateway.getAsHolder("/api/dead-letters?topic=article-events"))
                        .path("deadLetters"))
                .isEmpty();
    }

    @Test
    void whatIsNoTextIsShownInBase64() {
        JsonNode letter = done(gateway.getAsHolder("/api/dead-letters/articles/15"));

        assertThat(letter.path("valueBase64").asString()).isEqualTo("Af4=");
        assertThat(letter.path("keyBase64").asString()).isEqualTo("/w==");
        assertThat(letter.path("headers").toString()).isEqualTo("[{\"name\":\"ce_type\",\"value\":\"what.v1\"}]");
    }

    @Test
    void aRetryAppendsTheSubmissionOnceAndNamesTheOldPosition() throws Unreadable {
        long waiting =
                done(gateway.getAsHolder("/api/dead-letters")).path("waiting").asLong();
        int before = gateway.deadLetters.appended.size();

        JsonNode retried = done(gateway.post("/api/dead-letters/articles/10/retry", ""));
        JsonNode again = done(gateway.post("/api/dead-letters/articles/10/retry", ""));

        assertThat(gateway.deadLetters.appended).hasSize(before + 1);
        assertThat(retried.path("state").asString()).isEqualTo("retried");
        assertThat(again.path("retriedAs")).isEqualTo(retried.path("retriedAs"));
        EventMessage anew = gateway.deadLetters.appended.getLast();
        assertThat(anew.headers()).containsEntry("dibao_retry_of", "10").containsEntry("ce_subject", "a1");
        Submission submission = Codec.readSubmission(anew.headers(), anew.value());
        assertThat(submission.request().by()).isEqualTo("desk");
        assertThat(submission.request().receivedAt()).isAfter(THEN);
        assertThat(java.util.Objects.requireNonNull(submission.request().idempotency())
                        .key())
                .isEqualTo("dead-letter/10");
        assertThat(done(gateway.getAsHolder("/api/dead-letters"))
                        .path("waiting")
                        .asLong())
                .isEqualTo(waiting - 1);
        assertThat(done(other.getAsHolder("/api/dead-letters/articles/10"))
                        .path("settledBy")
                        .asString())
                .isEqualTo("default");
        assertThat(gateway.post("/api/dead-letters/articles/10/discard", "").statusCode())
                .isEqualTo(409);
    }

    /** The gateway ends after the append: the next retry appends again, with the same idempotency key. */
    @Test
    void aRetryThatWasCutShortIsTheSameSubmission() {
        gateway.operations.down = true;
        assertThat(gateway.post("/api/dead-letters/articles/11/retry", "").statusCode())
                .isEqualTo(503);
        gateway.operations.down = false;
        String first = new String(gateway.deadLetters.appended.getLast().value(), StandardCharsets.UTF_8);

        done(gateway.post("/api/dead-letters/articles/11/retry", ""));

        String second = new String(gateway.deadLetters.appended.getLast().value(), StandardCharsets.UTF_8);
        assertThat(second.replaceAll("\"receivedAt\":\"[^\"]+\"", ""))
                .isEqualTo(first.replaceAll("\"receivedAt\":\"[^\"]+\"", ""))
                .contains("dead-letter/11");
    }

    @Test
    void whatStillCannotBeReadIsRefusedAndCanBeDiscarded() {
        HttpResponse<String> refused = gateway.post("/api/dead-letters/articles/15/retry", "");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Gateway.json(refused).get("detail").asString()).contains("It still cannot be read (unknown type)");

        assertThat(done(gateway.post("/api/dead-letters/articles/15/discard", ""))
                        .path("state")
                        .asString())
                .isEqualTo("discarded");
        assertThat(done(gateway.getAsHolder("/api/dead-letters")).toString()).doesNotContain("\"position\":15,");
    }

    @Test
    void thereIsNothingElse() {
        for (String none : new String[] {"articles/9", "articles/x", "publications/10"}) {
            assertThat(gateway.getAsHolder("/api/dead-letters/" + none).statusCode())
                    .isEqualTo(404);
        }
        assertThat(gateway.getAsHolder("/api/dead-letters?topic=x").statusCode())
                .isEqualTo(400);
        assertThat(gateway.get("/api/dead-letters").statusCode()).isEqualTo(401);
    }

    @Test
    void withoutKafkaItIsSaid() {
        gateway.deadLetters.down = true;
        try {
            assertThat(gateway.getAsHolder("/api/dead-letters").statusCode()).isEqualTo(503);
        } finally {
            gateway.deadLetters.down = false;
        }
    }
}
