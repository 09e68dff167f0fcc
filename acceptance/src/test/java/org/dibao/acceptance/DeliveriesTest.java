package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.standalone.Options;
import org.dibao.standalone.Standalone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a POST to the subscriber's server, through everything, and what an operator sees of it. */
@Tag("standalone") // a system of its own, which calls servers of the tests
class DeliveriesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private static Path data = Path.of("");

    private static Standalone dibao;
    private static Site site;

    /** A message as it arrived. */
    private record Message(String id, String signature, JsonNode event) {}

    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private HttpServer server;

    @BeforeAll
    static void start() {
        dibao = Standalone.start(Options.onFreePorts(data)
                .with("dibao.delivery.target.allow", "127.0.0.0/8")
                .with("dibao.delivery.target.ports", "1-65535")
                .with("dibao.delivery.retry-delays", "100ms,200ms"));
        site = new Site(URI.create(dibao.url()), dibao.apiKey(), dibao.kafkaBootstrap());
    }

    @AfterAll
    static void stop() {
        dibao.close();
    }

    @BeforeEach
    void listen() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            JsonNode event = JSON.readTree(exchange.getRequestBody().readAllBytes());
            if (status < 300 || status == 410) {
                messages.add(new Message(
                        exchange.getRequestHeaders().getFirst("webhook-id"),
                        exchange.getRequestHeaders().getFirst("webhook-signature"),
                        event));
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void deleteAll() {
        site.getWithKey("/api/subscriptions")
                .json()
                .path("subscriptions")
                .forEach(one -> site.publisher(
                                "DELETE", "/api/subscriptions/" + one.path("id").asString(""))
                        .send()
                        .expect(204));
        server.stop(0);
    }

    private String subscribe(String more) {
        return site.publisher("POST", "/api/subscriptions")
                .body(
                        "application/json",
                        "{\"target\":\"http://127.0.0.1:" + server.getAddress().getPort() + "/hook\"" + more + "}")
                .send()
                .expect(201)
                .required("Location");
    }

    private static Answer post(String target, String json) {
        return site.publisher("POST", target).body("application/json", json).send();
    }

    private static String state(String subscription) {
        return site.getWithKey(subscription)
                .expect(200)
                .json()
                .at("/status/state")
                .asString("");
    }

    private static long publish() {
        return site.publish(Post.sample()).expect(201).json().path("position").asLong();
    }

    private void awaitMessages(int count) {
        await().atMost(SOON).untilAsserted(() -> assertThat(messages).hasSizeGreaterThanOrEqualTo(count));
    }

    @Test
    void whatIsPublishedArrives() {
        String subscription = subscribe("");
        long position = publish();
        awaitMessages(1);

        JsonNode event = messages.getFirst().event();
        assertThat(event.path("type").asString("")).isEqualTo("org.dibao.publication.published.v1");
        assertThat(event.at("/data/position").asLong()).isEqualTo(position);
        assertThat(event.path("source").asString(""))
                .as("the site")
                .isEqualTo(site.get("/api/site").json().path("baseUrl").asString() + "/render");
        assertThat(messages.getFirst().id()).endsWith("." + position);
        assertThat(messages.getFirst().signature()).startsWith("v1,");
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode attempts = site.getWithKey(subscription + "/attempts")
                    .expect(200)
                    .json()
                    .path("attempts");
            assertThat(attempts).hasSize(1);
            assertThat(attempts.get(0).path("result").asString("")).isEqualTo("delivered");
            assertThat(attempts.get(0).path("status").asInt()).isEqualTo(204);
        });
        JsonNode status = site.getWithKey(subscription).json().path("status");
        assertThat(status.path("state").asString("")).isEqualTo("active");
        assertThat(status.path("lag").asLong()).isZero();
    }

    @Test
    void aWholePayloadHasTheArticle() {
        subscribe(",\"payload\":\"whole\"");
        publish();
        awaitMessages(1);

        assertThat(messages.getFirst().event().at("/data/content/html").asString(""))
                .contains("<p>");
    }

    @Test
    void anEventIsSentAgainOnRequestWithTheSameId() {
        String subscription = subscribe("");
        long position = publish();
        awaitMessages(1);

        post(subscription + "/redeliveries", "{\"position\":" + position + "}").expect(202);

        awaitMessages(2);
        assertThat(messages.get(1).id()).isEqualTo(messages.getFirst().id());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(site.getWithKey(subscription)
                                .json()
                                .at("/status/redelivered")
                                .asLong())
                        .isEqualTo(1));
    }

    @Test
    void aTestSaysWhatTheTargetAnswers() {
        String subscription = subscribe(",\"paused\":true");

        JsonNode attempt = post(subscription + "/test", "").expect(200).json();

        assertThat(attempt.path("result").asString("")).isEqualTo("delivered");
        assertThat(messages).hasSize(1);
        assertThat(messages.getFirst().event().path("type").asString("")).isEqualTo("org.dibao.subscription.test.v1");
        status = 500;
        attempt = post(subscription + "/test", "").expect(200).json();
        assertThat(attempt.path("result").asString("")).isEqualTo("failed");
        assertThat(attempt.path("status").asInt()).isEqualTo(500);
    }

    @Test
    void aTargetThatFailsIsSeenAndTriedAgain() {
        status = 503;
        String subscription = subscribe("");
        publish();
        await().atMost(SOON).untilAsserted(() -> assertThat(state(subscription)).isEqualTo("failing"));

        status = 204;

        awaitMessages(1);
        await().atMost(SOON).untilAsserted(() -> assertThat(state(subscription)).isEqualTo("active"));
    }

    @Test
    void aTargetThatIsGoneEndsItsSubscriptionUntilItIsResumed() {
        status = 410;
        String subscription = subscribe("");
        publish();
        await().atMost(SOON).untilAsserted(() -> assertThat(state(subscription)).isEqualTo("ended"));
        publish();
        assertThat(messages).hasSize(1);

        status = 204;
        post(subscription + "/resume", "").expect(200);

        awaitMessages(3);
    }

    @Test
    void whatWasPublishedBeforeCanBeAskedFor() {
        publish();
        publish();
        subscribe(",\"after\":\"earliest\"");

        awaitMessages(2);
    }
}
