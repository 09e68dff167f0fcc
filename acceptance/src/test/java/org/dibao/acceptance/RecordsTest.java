package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Event;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.client.Topic;
import org.dibao.acceptance.contract.AsyncApi;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.MissingNode;

/** Every record that the tests have made is as {@code /api/asyncapi.json} says. */
@ExtendWith(Running.class)
@Order(Integer.MAX_VALUE) // after the others, for their records
class RecordsTest {
    private final Site site;
    private final AsyncApi contract;

    RecordsTest(Site site) {
        this.site = site;
        this.contract = new AsyncApi(
                site.get("/api/asyncapi.json").expect(200).text().getBytes(StandardCharsets.UTF_8),
                address -> site.get(URI.create(address).getPath()).expect(200).text());
    }

    @BeforeEach
    void someRecordsOfMostKinds() {
        Post post = Post.sample();
        Answer first = site.publish(post).expect(201);
        site.publish(post).expect(200);
        site.publish(post.titled("更正" + post.slug())).expect(200);
        site.publish(post.with("permalink", "/moved/" + post.slug() + ".html")).expect(200);
        site.withdraw(first.article()).expect(200);
        site.publish(Post.sample().with("published", "false")).expect(201);
        for (int attempt = 0; attempt < 2; attempt++) {
            site.publisher("PUT", "/api/assets/" + post.slug() + ".txt")
                    .with("Idempotency-Key", '"' + post.slug() + '"')
                    .body("text/plain", "High water at nine.")
                    .waiting()
                    .send()
                    .expect(201);
        }
    }

    @Test
    void theLogIsAsItsContractSays() {
        check(site.articles(), "articles", dead("articles.dlt"));
    }

    @Test
    void eventsAreAsTheirContractSays() {
        check(site.articleEvents(), "article-events", dead("article-events.dlt"));
    }

    @Test
    void publicationsAreAsTheirContractSays() {
        check(site.publications(), "publications", Set.of());
    }

    /** The offsets of what could not be read. */
    private Set<Long> dead(String deadLetters) {
        return fit(deadLetters).stream()
                .map(letter -> Long.parseLong(letter.headers().getOrDefault("dibao_position", "-1")))
                .collect(Collectors.toSet());
    }

    private List<Event> fit(String deadLetters) {
        List<Event> letters = site.topic(deadLetters).all();
        assertThat(letters)
                .allSatisfy(
                        letter -> assertThat(contract.wrong(deadLetters, letter.headers(), MissingNode.getInstance()))
                                .isEmpty());
        return letters;
    }

    private void check(Topic topic, String name, Set<Long> except) {
        TreeMap<String, Integer> seen = new TreeMap<>();
        for (Event record : topic.all()) {
            if (except.contains(record.offset())) {
                continue;
            }
            assertThat(contract.wrong(name, record.headers(), record.value()))
                    .as("%s %s %s %s", name, record.offset(), record.headers(), record.value())
                    .isEmpty();
            seen.merge(record.type(), 1, Integer::sum);
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(name.equals("articles") ? 2 : 6);
        System.out.println("RecordsTest: " + name + " " + seen);
    }
}
