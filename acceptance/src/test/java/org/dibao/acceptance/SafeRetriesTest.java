package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Event;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A sender that does not know whether its request arrived sends it again, and the sender's conditions hold. */
@ExtendWith(Running.class)
class SafeRetriesTest {
    private final Site site;

    SafeRetriesTest(Site site) {
        this.site = site;
    }

    @Test
    void fiftyRetriesAtOnceAreOneArticleOneRevisionOneFact() throws Exception {
        String key = Unique.word("key");
        String title = "同一条消息" + key;
        Callable<Answer> send = () -> site.publisher("POST", "/api/articles")
                .waiting()
                .with("Idempotency-Key", '"' + key + '"')
                .body("application/json", "{\"title\":\"" + title + "\",\"body\":\"只发一次。\"}")
                .send();

        List<Answer> answers = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : senders.invokeAll(java.util.Collections.nCopies(50, send))) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(Answer::location)
                .containsOnly(answers.getFirst().location());
        assertThat(answers)
                .extracting(Answer::article)
                .containsOnly(answers.getFirst().article());
        assertThat(answers).extracting(Answer::revision).containsOnly(1);
        List<Event> facts = site.articleEvents().all().stream()
                .filter(event -> event.isFact() && event.value().toString().contains(title))
                .toList();
        assertThat(facts).hasSize(1);
    }

    @Test
    void aKeyOfAnotherRequestIsRefused() {
        String key = Unique.word("key");
        Post first = Post.sample();
        site.posting(first).with("Idempotency-Key", key).waiting().send().expect(201);

        Post other = Post.sample();
        Answer answer =
                site.posting(other).with("Idempotency-Key", key).waiting().send();

        answer.expectProblem(422, "Idempotency-Key");
        assertThat(answer.json().path("type").asString()).isEqualTo("/problems/idempotency-key-reused");
        site.get(other.path()).expect(404);
    }

    @Test
    void aRetryOfARefusedRequestIsRefusedAgain() {
        String key = Unique.word("key");
        Post first = Post.sample();
        site.publish(first).expect(201);
        Post rival = Post.sample().with("permalink", first.path());

        site.posting(rival).with("Idempotency-Key", key).waiting().send().expectProblem(409, "permalink");
        site.posting(rival).with("Idempotency-Key", key).waiting().send().expectProblem(409, "permalink");
    }

    @Test
    void aRevisionThatIsNoLongerCurrentIsNotOverwritten() {
        Post post = Post.sample();
        String id = site.publish(post).expect(201).article();
        site.publish(post.body("第二版")).expect(200);

        Answer late = put(id, post.body("不知道有第二版"))
                .with("If-Match", "\"1\"")
                .waiting()
                .send();

        late.expectProblem(412, "If-Match");
        assertThat(site.get(post.path()).text()).contains("第二版");
        put(id, post.body("第三版")).with("If-Match", "\"2\"").waiting().send().expect(200);
        assertThat(site.get(post.path()).text()).contains("第三版");
    }

    @Test
    void creatingOnlyDoesNotReplace() {
        Post post = Post.sample();
        put(post.fileName(), post).with("If-None-Match", "*").waiting().send().expect(201);

        put(post.fileName(), post.body("别的内容"))
                .with("If-None-Match", "*")
                .waiting()
                .send()
                .expectProblem(412, "If-None-Match");

        assertThat(site.get(post.path()).text()).doesNotContain("别的内容");
    }

    @Test
    void aWithdrawalIsGuardedToo() {
        Post post = Post.sample();
        String id = site.publish(post).expect(201).article();

        site.publisher("DELETE", "/api/articles/" + id)
                .with("If-Match", "\"7\"")
                .waiting()
                .send()
                .expectProblem(412, "If-Match");

        site.get(post.path()).expect(200);
    }

    private org.dibao.acceptance.client.Call put(String name, Post post) {
        return site.publisher("PUT", "/api/articles/" + name).body("text/markdown", post.markdown());
    }
}
