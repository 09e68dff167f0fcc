package org.dibao.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dibao.delivery.targets.TargetSettingsBuilding.settings;

import com.standardwebhooks.Webhook;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.delivery.articles.StoreAt;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.InvalidSubscription;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.channel.Verdict;
import org.dibao.delivery.subscription.SigningSecret;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.subscription.SubscriptionBuilder;
import org.dibao.delivery.targets.Listener;
import org.dibao.delivery.targets.Opened;
import org.dibao.eventlog.publicevents.CloudEventsJson;
import org.dibao.eventlog.publicevents.LogEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChannelTest {
    @RegisterExtension
    final Opened opened = new Opened();

    private final WebhookSecret secret = WebhookSecret.random();

    @Test
    void theEventIsPostedSignedAndTheLibraryVerifiesIt() throws Exception {
        Listener target = opened.keep(Listener.answering("HTTP/1.1 204 Fine\r\n\r\n"));
        Message message = message(Instant.now());

        Answer answer = channel()
                .send(to(target).headers(Map.of("X-Mine", "s3cret")).build(), message)
                .block();

        assertThat(answer.verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.failure()).isNull();
        assertThat(answer.requestLine()).isEqualTo("POST http://127.0.0.1:" + target.port() + "/hook?(hidden)");
        assertThat(answer.requestHeaders()).containsEntry("X-Mine", "(hidden)").containsEntry("webhook-id", "evt_7");
        String request = target.requests().getFirst();
        assertThat(request)
                .startsWith("POST /hook?key=s3cret HTTP/1.1\r\n")
                .contains("X-Mine: s3cret\r\n")
                .contains("Content-Type: application/cloudevents+json; charset=UTF-8\r\n");
        assertThatCode(() -> new Webhook(secret.text()).verify(body(request), headers(request)))
                .doesNotThrowAnyException();
        assertThat(body(request)).isEqualTo(new String(message.body(), StandardCharsets.UTF_8));
    }

    @Test
    void aSecretThatHasExpiredSignsNothing() throws Exception {
        Listener target = opened.keep(Listener.answering(Listener.OK));
        WebhookSecret old = WebhookSecret.random();
        Instant now = Instant.now();
        WebhookChannel channel = channel();

        channel.send(
                        to(target)
                                .secrets(List.of(
                                        new SigningSecret(secret.text(), null),
                                        new SigningSecret(old.text(), now.plusSeconds(60))))
                                .build(),
                        message(now))
                .block();
        channel.send(
                        to(target)
                                .secrets(List.of(
                                        new SigningSecret(secret.text(), null),
                                        new SigningSecret(old.text(), now.minusSeconds(1))))
                                .build(),
                        message(now))
                .block();

        String during = target.requests().get(0);
        String after = target.requests().get(1);
        assertThatCode(() -> new Webhook(old.text()).verify(body(during), headers(during)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new Webhook(old.text()).verify(body(after), headers(after)))
                .isInstanceOf(Exception.class);
        assertThatCode(() -> new Webhook(secret.text()).verify(body(after), headers(after)))
                .doesNotThrowAnyException();
    }

    @Test
    void aWholePayloadHasTheArticleAsItIsNow() throws Exception {
        Listener target = opened.keep(Listener.answering(Listener.OK));
        StoreAt store =
                opened.keep(StoreAt.answering("{\"id\":\"ferry\",\"title\":\"The ferry\",\"html\":\"<p>早班</p>\"}\n"));

        channel(store)
                .send(to(target).payload(Subscription.Payload.WHOLE).build(), message(Instant.now()))
                .block();

        String request = target.requests().getFirst();
        assertThat(Json.read(body(request), tools.jackson.databind.JsonNode.class)
                        .at("/data/content/html")
                        .asString())
                .isEqualTo("<p>早班</p>");
        assertThatCode(() -> new Webhook(secret.text()).verify(body(request), headers(request)))
                .doesNotThrowAnyException();
    }

    @Test
    void anArticleThatIsNoLongerLiveHasNoContent() throws Exception {
        Listener target = opened.keep(Listener.answering(Listener.OK));
        StoreAt store = opened.keep(StoreAt.answering("null\n"));

        channel(store)
                .send(to(target).payload(Subscription.Payload.WHOLE).build(), message(Instant.now()))
                .block();

        assertThat(body(target.requests().getFirst())).doesNotContain("\"content\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 OK                                         | DELIVERED |      |
            202 Accepted                                   | DELIVERED |      |
            410 Gone                                       | GONE      |      | status 410
            404 Not Found                                  | RETRY     |      | status 404
            400 Bad Request                                | RETRY     |      | status 400
            429 Slow Down{Retry-After: 120}                | RETRY     | PT2M | status 429
            503 Busy{Retry-After: Sat, 28 Nov 2026 08:01:00 GMT} | RETRY | PT1M | status 503
            500 Oh{Retry-After: 5}                         | RETRY     | PT5S | status 500
            302 Found{Location: https://example.com/}      | RETRY     |      | redirects are not followed
            308 Moved{Location: https://example.com/}      | RETRY     |      | redirects are not followed
            """)
    void whatFollowsFromAnAnswer(String answer, Verdict verdict, Duration retryAfter, String failure) {
        String[] parts = answer.split("[{}]");
        Listener target = opened.keep(Listener.answering("HTTP/1.1 " + parts[0] + "\r\n"
                + (parts.length > 1 ? parts[1] + "\r\n" : "") + "Content-Length: 4\r\n\r\nbody"));

        Answer result = channel()
                .send(to(target).build(), message(Instant.parse("2026-11-28T08:00:00Z")))
                .block();

        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.retryAfter()).isEqualTo(retryAfter);
        assertThat(result.excerpt()).isEqualTo("body");
        if (failure == null) {
            assertThat(result.failure()).isNull();
        } else {
            assertThat(result.failure()).contains(failure);
        }
    }

    @Test
    void aTargetThatCannotBeReachedIsTriedAgain() throws Exception {
        Listener target = Listener.answering(Listener.OK);
        target.close();

        Answer result =
                channel().send(to(target).build(), message(Instant.now())).block();

        assertThat(result.verdict()).isEqualTo(Verdict.RETRY);
        assertThat(result.connected()).isFalse();
        assertThat(result.failure()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "content-TYPE",
                "Content-Length",
                "User-Agent",
                "webhook-id",
                "Webhook-Signature",
                "webhook-extra",
                "Connection",
                "Keep-Alive",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "Expect",
                "Proxy-Authorization",
                "X Y",
                "X:Y",
                "",
                "X\r\nY",
                "é"
            })
    void aHeaderThatIsNotTheSubscribersIsRefused(String name) {
        refused(
                "headers",
                SubscriptionBuilder.builder(plain()).headers(Map.of(name, "x")).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Other: b", "a\nb", "", " a", "邸报", "\u0000"})
    void aHeadersValueIsOneLineOfAscii(String value) {
        refused(
                "headers.X-Mine",
                SubscriptionBuilder.builder(plain())
                        .headers(Map.of("X-Mine", value))
                        .build());
    }

    @Test
    void whatIsWrongIsNamed() {
        refused(
                "target",
                SubscriptionBuilder.builder(plain())
                        .target(URI.create("http://10.0.0.1/"))
                        .build());
        refused(
                "options.colour",
                SubscriptionBuilder.builder(plain())
                        .options(Map.of("colour", "red"))
                        .build());
        refused(
                "options.asymmetric",
                SubscriptionBuilder.builder(plain())
                        .options(Map.of("asymmetric", "yes"))
                        .build());
        refused(
                "secret",
                SubscriptionBuilder.builder(plain())
                        .secrets(List.of(new SigningSecret("whsec_abc", null)))
                        .build());
        assertThatCode(() -> channel()
                        .check(SubscriptionBuilder.builder(plain())
                                .headers(Map.of("Authorization", "Bearer x"))
                                .options(Map.of("asymmetric", "true"))
                                .build()))
                .doesNotThrowAnyException();
        assertThat(channel().newSecret("webhook")).matches("whsec_[A-Za-z0-9+/]{43}=");
    }

    @Test
    void theKeyForAsymmetricSignaturesIsShownAndWhatMayBeSecretIsNot() {
        Subscription signed = SubscriptionBuilder.builder(plain())
                .target(URI.create("https://example.com/hook?key=s3cret"))
                .options(Map.of("asymmetric", "true"))
                .build();

        assertThat(channel().publicKey(signed)).isEqualTo(secret.publicKey()).startsWith("whpk_");
        assertThat(channel().publicKey(plain())).isNull();
        assertThat(channel().shownTarget(signed)).isEqualTo("https://example.com/hook?(hidden)");
        assertThat(channel().shownTarget(plain())).isEqualTo("http://127.0.0.1:80/");
    }

    private void refused(String field, Subscription subscription) {
        assertThatThrownBy(() -> channel().check(subscription))
                .isInstanceOfSatisfying(
                        InvalidSubscription.class, e -> assertThat(e.field()).startsWith(field));
    }

    /** Libraries refuse what was signed minutes ago. */
    @Test
    void aMessageIsSignedWhenItsTurnComes() throws Exception {
        Listener target = opened.keep(Listener.answering(Listener.OK));
        Listener silent = opened.keep(Listener.talking((in, _) -> in.readAllBytes()));
        WebhookChannel channel =
                channel(opened.keep(StoreAt.answering("null\n")), "max-connections", "1", "timeout", "2500ms");
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        channel.send(to(silent).build(), message(now)).subscribe();

        channel.send(to(target).build(), message(now)).block();

        String request = target.requests().getFirst();
        assertThat(headers(request).firstValueAsLong("webhook-timestamp").orElseThrow())
                .isGreaterThanOrEqualTo(now.getEpochSecond() + 2);
        assertThatCode(() -> new Webhook(secret.text()).verify(body(request), headers(request)))
                .doesNotThrowAnyException();
    }

    private WebhookChannel channel() {
        return channel(opened.keep(StoreAt.answering("null\n")));
    }

    private WebhookChannel channel(StoreAt store, String... settings) {
        return new WebhookChannel(opened.client(settings), opened.keep(store.articles()));
    }

    private SubscriptionBuilder to(Listener target) {
        return SubscriptionBuilder.builder(plain())
                .target(URI.create("http://127.0.0.1:" + target.port() + "/hook?key=s3cret"));
    }

    private Subscription plain() {
        return SubscriptionBuilder.builder()
                .id("sub_1")
                .name("test")
                .kind("webhook")
                .target(URI.create("http://127.0.0.1:80/"))
                .payload(Subscription.Payload.THIN)
                .ordering(Subscription.Ordering.ARTICLE)
                .maxConcurrent(1)
                .secrets(List.of(new SigningSecret(secret.text(), null)))
                .after(Position.NONE)
                .createdAt(Instant.EPOCH)
                .build();
    }

    private static Message message(Instant at) {
        LogEvent event = LogEvent.of(Json.read("""
                {"position":7,"at":"2026-11-28T08:00:00Z","result":{"outcome":"published","status":201,"article":"ferry","revision":1,
                 "path":"/2026/11/28/ferry.html"},
                 "card":{"title":"早班渡轮","date":"2026-11-28T09:00:00+08:00","modifiedAt":"2026-11-28T08:00:00Z"},"purge":[]}
                """, Publication.class));
        byte[] body = CloudEventsJson.of(event, null, "{" + event.event().members() + "}")
                .getBytes(StandardCharsets.UTF_8);
        return new Message(event, false, "evt_7", body, at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS), 1);
    }

    private static String body(String request) {
        return request.substring(request.indexOf("\r\n\r\n") + 4);
    }

    private static HttpHeaders headers(String request) {
        Map<String, List<String>> headers = new TreeMap<>();
        request.substring(0, request.indexOf("\r\n\r\n"))
                .lines()
                .skip(1)
                .forEach(line -> headers.put(
                        line.substring(0, line.indexOf(':')),
                        List.of(line.substring(line.indexOf(':') + 1).strip())));
        return HttpHeaders.of(headers, (_, _) -> true);
    }
}
