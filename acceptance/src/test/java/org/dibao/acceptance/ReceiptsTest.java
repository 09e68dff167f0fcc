package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A submission is followed from accepted to live. */
@ExtendWith(Running.class)
class ReceiptsTest {
    private final Site site;

    ReceiptsTest(Site site) {
        this.site = site;
    }

    @Test
    void aPostThatDoesNotWaitGetsAReceiptAndIsLiveSoon() {
        Post post = Post.sample();

        Answer answer = site.posting(post).send().expect(202);

        String receipt = "/api/submissions/" + answer.position();
        assertThat(answer.location()).isEqualTo(receipt);
        assertThat(answer.stage()).isEqualTo("accepted");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(site.getWithKey(receipt).expect(200).stage()).isEqualTo("live"));
        Answer live = site.getWithKey(receipt);
        assertThat(live.outcome()).isEqualTo("published");
        assertThat(live.article()).isEqualTo(answer.article());
        assertThat(live.json().path("path").asString()).isEqualTo(post.path());
        site.get(post.path()).expect(200);
    }

    @Test
    void aReceiptCountsToWhomTheEventIsDelivered() {
        String subscription = site.publisher("POST", "/api/subscriptions")
                .body("application/json", "{\"target\": \"https://example.com/hook\", \"paused\": true}")
                .send()
                .expect(201)
                .required("Location");
        try {
            String receipt = "/api/submissions/"
                    + site.publish(Post.sample()).expect(201).position();
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                JsonNode deliveries =
                        site.getWithKey(receipt).expect(200).json().path("deliveries");
                assertThat(deliveries.path("pending").asInt(-1)).isPositive();
                assertThat(deliveries.path("unknown").asInt(-1)).isZero();
            });
        } finally {
            site.publisher("DELETE", subscription).send().expect(204);
        }
    }

    @Test
    void aWaitWithoutSecondsWaitsUntilItIsLive() {
        Post post = Post.sample();

        site.posting(post).with("Prefer", "wait").send().expect(201);

        site.get(post.path()).expect(200);
    }

    @Test
    void aReceiptTellsWhyASubmissionWasRefused() {
        Post post = Post.sample();
        site.publish(post).expect(201);
        Answer refused = site.posting(Post.sample().with("permalink", post.path()))
                .send()
                .expect(202);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            Answer receipt =
                    site.getWithKey("/api/submissions/" + refused.position()).expect(200);
            assertThat(receipt.outcome()).isEqualTo("rejected");
            assertThat(receipt.json().at("/problem/field").asString()).isEqualTo("permalink");
        });
    }

    @Test
    void aReceiptOfNoSubmissionIsNotThere() {
        site.getWithKey("/api/submissions/999999999").expectProblem(404);
        site.getWithKey("/api/submissions/abc").expectProblem(404);
    }
}
