package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.contract.AsyncApi;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.subscriber.FeedSubscriber;
import org.dibao.acceptance.subscriber.FeedSubscriber.Content;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A feed is followed as the W3C Recommendation WebSub says, by a subscriber that knows nothing else of Dibao. */
@ExtendWith(Running.class)
@Tag("standalone") // a subscriber on loopback is out of reach for a container
class WebSubTest {
    private static final Pattern LINK = Pattern.compile("<([^>]*)>; rel=\"(self|hub)\"");

    private final Site site;
    private final FeedSubscriber reader = new FeedSubscriber();
    private final String category = Unique.word("lanmu");

    WebSubTest(Site site) {
        this.site = site;
    }

    @AfterEach
    void end() {
        reader.close();
    }

    @Test
    void whoeverSubscribesGetsWhatIsNewSignedUntilItUnsubscribes() throws Exception {
        Post first = Post.in(category);
        site.publish(first).expect(201);
        String topic = discover("/feed/category/" + category + ".xml");

        ask(Map.of("hub.mode", "subscribe", "hub.topic", topic, "hub.secret", "s3cret"))
                .expect(202);
        await().until(() -> reader.asked().size() == 1);
        assertThat(reader.asked().getFirst())
                .containsEntry("reader", "7")
                .containsEntry("hub.mode", "subscribe")
                .containsEntry("hub.topic", topic)
                .containsEntry("hub.lease_seconds", "864000");

        Post second = Post.in(category);
        // The verification is not over when the callback has answered: the subscription is in the log a moment later.
        await().until(() -> {
            site.publish(Post.in(category)).expect(201);
            return !reader.received().isEmpty();
        });
        site.publish(second).expect(201);
        await().until(() -> newsOf(second).isPresent());
        Content news = newsOf(second).orElseThrow();
        assertThat(news.text()).as("what is new, and no more").doesNotContain(first.title());
        assertThat(news.type()).startsWith("application/atom+xml");
        assertThat(news.link()).contains("<" + topic + ">; rel=\"self\"", "rel=\"hub\"");
        assertThat(news.signature()).isEqualTo("sha256=" + hmac(news.body(), "s3cret"));
        AsyncApi contract = new AsyncApi(
                site.get("/api/asyncapi.json").expect(200).text().getBytes(StandardCharsets.UTF_8),
                address -> site.get(URI.create(address).getPath()).expect(200).text());
        assertThat(contract.wrongHeaders(
                        "feedContent",
                        Map.of(
                                "Content-Type",
                                news.type(),
                                "Link",
                                news.link(),
                                "X-Hub-Signature",
                                String.valueOf(news.signature()))))
                .isEmpty();

        site.withdraw(second.fileName().replace(".md", ""));
        await().untilAsserted(() -> assertThat(reader.received().getLast().text())
                .as("the feed without it")
                .contains(first.title())
                .doesNotContain(second.title()));

        ask(Map.of("hub.mode", "unsubscribe", "hub.topic", topic)).expect(202);
        await().until(() -> reader.asked().size() == 2);
        assertThat(reader.asked().getLast())
                .containsEntry("hub.mode", "unsubscribe")
                .doesNotContainKey("hub.lease_seconds");
        await().untilAsserted(
                        () -> assertThat(site.getWithKey("/api/subscriptions").text())
                                .doesNotContain(reader.callback().getAuthority()));
    }

    @Test
    void theFeedOfALanguageIsATopicOfItsOwn() {
        site.publish(Post.in(category).with("lang", "nn")).expect(201);
        String topic = discover("/feed/language/nn.xml");
        ask(Map.of("hub.mode", "subscribe", "hub.topic", topic)).expect(202);
        Post other = Post.in(category);
        await().until(() -> {
            site.publish(Post.in(category).with("lang", "nn")).expect(201);
            return !reader.received().isEmpty();
        });
        Post own = Post.in(category).with("lang", "nn");

        site.publish(other).expect(201);
        site.publish(own).expect(201);

        await().until(() -> newsOf(own).isPresent());
        assertThat(newsOf(own).orElseThrow().link()).contains("<" + topic + ">; rel=\"self\"");
        assertThat(newsOf(other)).as("news in another language").isEmpty();
    }

    @Test
    void whoDoesNotConfirmIsNotSubscribedAndWhatIsNoFeedIsDenied() {
        site.publish(Post.in(category)).expect(201);
        String topic = discover("/feed/category/" + category + ".json");
        reader.confirming(false);
        ask(Map.of("hub.mode", "subscribe", "hub.topic", topic)).expect(202);
        await().until(() -> reader.asked().size() == 1);
        ask(Map.of("hub.mode", "subscribe", "hub.topic", topic.replace(".json", ".html")))
                .expect(202);
        await().until(() -> reader.asked().size() == 2);
        assertThat(reader.asked().getLast()).containsEntry("hub.mode", "denied").containsKey("hub.reason");
        assertThat(site.getWithKey("/api/subscriptions").text())
                .doesNotContain(reader.callback().getAuthority());
    }

    @Test
    void aCallbackThatIsGoneEndsTheSubscriptionUntilItSubscribesAgain() {
        site.publish(Post.in(category)).expect(201);
        String topic = discover("/feed/category/" + category + ".rss");
        reader.answering(410);
        ask(Map.of("hub.mode", "subscribe", "hub.topic", topic)).expect(202);
        await().until(() -> {
            site.publish(Post.in(category)).expect(201);
            return !reader.received().isEmpty();
        });
        int before = reader.received().size();
        Post later = Post.in(category);
        site.publish(later).expect(201);
        reader.answering(200);
        ask(Map.of("hub.mode", "subscribe", "hub.topic", topic)).expect(202);
        await().untilAsserted(() -> assertThat(reader.received())
                .hasSizeGreaterThan(before)
                .last()
                .satisfies(content -> assertThat(content.text()).contains(later.title())));
    }

    @Test
    void anInvalidRequestIsRefusedInWords() {
        Answer refused = ask(Map.of("hub.mode", "subscribe")).expect(400);
        assertThat(refused.text()).isEqualTo("hub.topic is missing.\n");
        assertThat(reader.asked()).isEmpty();
    }

    private Optional<Content> newsOf(Post post) {
        return reader.received().stream()
                .filter(content -> content.text().contains(post.title()))
                .findFirst();
    }

    private String discover(String path) {
        Answer feed = site.get(path).expect(200);
        String topic = "";
        for (Matcher link = LINK.matcher(String.valueOf(feed.header("Link"))); link.find(); ) {
            if (link.group(2).equals("self")) {
                topic = link.group(1);
            } else {
                assertThat(URI.create(link.group(1)).getPath()).isEqualTo("/api/websub");
            }
        }
        assertThat(topic).endsWith(path);
        return topic;
    }

    private Answer ask(Map<String, String> parameters) {
        var form = new java.util.TreeMap<>(parameters);
        form.put("hub.callback", reader.callback().toString());
        String body = form.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return site.reader("POST", "/api/websub")
                .body("application/x-www-form-urlencoded", body)
                .send();
    }

    private static String hmac(byte[] body, String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
