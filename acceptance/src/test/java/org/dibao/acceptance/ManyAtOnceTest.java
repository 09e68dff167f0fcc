package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Event;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** More at once than can be read in time. */
@ExtendWith(Running.class)
class ManyAtOnceTest {
    private static final int MANY = 40;
    private static final String PARAGRAPH = "入夜，江畔的灯**一盏盏**亮了起来，[岸边](https://example.org/)站满了人。\n\n- 一\n- 二\n\n";

    private final Site site;

    ManyAtOnceTest(Site site) {
        this.site = site;
    }

    @Test
    void ofFortyLargeArticlesEachIsAcceptedOrRefusedAndNoneIsUnknown() {
        String body =
                PARAGRAPH.repeat((1_000_000) / PARAGRAPH.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
        List<Post> posts =
                IntStream.range(0, MANY).mapToObj(_ -> Post.sample().body(body)).toList();
        long before = site.articles().end();

        Map<Post, Answer> answers;
        try (ExecutorService senders = Executors.newFixedThreadPool(MANY)) {
            Map<Post, CompletableFuture<Answer>> sent = posts.stream()
                    .collect(Collectors.toMap(
                            post -> post, post -> CompletableFuture.supplyAsync(() -> put(post), senders)));
            answers = sent.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, it -> it.getValue().join()));
        }

        System.out.println("ManyAtOnceTest: "
                + answers.values().stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting())));
        assertThat(answers.values())
                .as(() -> answers.values().stream()
                        .filter(answer -> answer.status() != 202 && answer.status() != 429)
                        .map(Answer::text)
                        .distinct()
                        .toList()
                        .toString())
                .extracting(Answer::status)
                .containsOnly(202, 429);
        List<String> accepted = answers.entrySet().stream()
                .filter(it -> it.getValue().status() == 202)
                .map(it -> id(it.getKey()))
                .toList();
        // Once the last of them is live, whatever else of them was read is in the log too.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(accepted)
                        .allMatch(id -> site.get("/api/articles/" + id).status() == 200));
        assertThat(site.articles().from(before)).extracting(Event::key).containsAll(accepted);
        answers.forEach((post, answer) -> {
            if (answer.status() == 429) {
                assertThat(answer.text()).contains("Nothing was accepted");
                site.getWithKey("/api/articles/" + id(post)).expect(404);
            }
        });
        // How many get through at once depends on the machine; each that was refused can be sent again.
        for (Post post : posts.subList(0, 3)) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(put(post).status()).isEqualTo(202));
        }
    }

    private Answer put(Post post) {
        return site.publisher("PUT", "/api/articles/" + post.encodedFileName())
                .body("text/markdown; charset=utf-8", post.markdown())
                .send();
    }

    private static String id(Post post) {
        return post.fileName().replaceFirst("\\.md$", "");
    }
}
