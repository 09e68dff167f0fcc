package org.dibao.delivery.websub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class HubTest {
    private static final URI FEED = URI.create("https://news.example.org/feed.xml");
    private static final URI READER = URI.create("https://reader.example.net/push?id=7");
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final List<Map<String, String>> asked = new ArrayList<>();
    private final Deque<Function<Map<String, String>, Mono<Callbacks.Answer>>> answers = new ArrayDeque<>();
    private final Map<String, Instant> subscribed = new HashMap<>();
    private @Nullable String full;

    @Test
    void whoConfirmsTheChallengeIsSubscribedUntilItsLeaseEnds() {
        answers.add(HubTest::confirm);
        verify(subscribe(FEED));
        assertThat(asked)
                .singleElement()
                .satisfies(parameters -> assertThat(parameters)
                        .containsEntry("id", "7")
                        .containsEntry("hub.mode", "subscribe")
                        .containsEntry("hub.topic", FEED.toString())
                        .containsEntry("hub.lease_seconds", "864000")
                        .containsKey("hub.challenge"));
        assertThat(subscribed).containsExactly(Map.entry(FEED + " " + READER, NOW.plus(Duration.ofDays(10))));
    }

    @Test
    void challengesAreNeverTheSame() {
        answers.add(HubTest::confirm);
        answers.add(HubTest::confirm);
        verify(subscribe(FEED));
        verify(subscribe(FEED));
        assertThat(asked).extracting(it -> it.get("hub.challenge")).doesNotHaveDuplicates();
    }

    @Test
    void whoDoesNotConfirmIsNotSubscribed() {
        for (Callbacks.Answer no : List.of(
                new Callbacks.Answer(404, ""),
                new Callbacks.Answer(200, "another challenge"),
                new Callbacks.Answer(200, ""),
                new Callbacks.Answer(302, ""))) {
            answers.add(_ -> Mono.just(no));
            verify(subscribe(FEED));
        }
        assertThat(asked).as("each is asked once").hasSize(4);
        assertThat(subscribed).isEmpty();
    }

    @Test
    void aCallbackInTroubleIsAskedAgain() {
        answers.add(_ -> Mono.just(new Callbacks.Answer(503, "")));
        answers.add(_ -> Mono.error(new java.io.IOException("refused")));
        answers.add(HubTest::confirm);
        verify(subscribe(FEED));
        assertThat(asked).hasSize(3);
        assertThat(subscribed).hasSize(1);
    }

    @Test
    void itIsGivenUpAfterThreeTries() {
        for (int i = 0; i < 3; i++) {
            answers.add(_ -> Mono.error(new java.io.IOException("refused")));
        }
        verify(subscribe(FEED));
        assertThat(asked).hasSize(3);
        assertThat(subscribed).isEmpty();
    }

    @Test
    void whoAsksForWhatIsNoFeedHereIsDenied() {
        answers.add(_ -> Mono.just(new Callbacks.Answer(200, "")));
        verify(subscribe(URI.create("https://elsewhere.example/feed.xml")));
        assertThat(asked)
                .singleElement()
                .satisfies(parameters -> assertThat(parameters)
                        .containsEntry("hub.mode", "denied")
                        .containsEntry("hub.topic", "https://elsewhere.example/feed.xml")
                        .containsKey("hub.reason")
                        .doesNotContainKey("hub.challenge"));
        assertThat(subscribed).isEmpty();
    }

    @Test
    void aFullHubSaysSo() {
        full = "this hub has no room for more";
        answers.add(_ -> Mono.just(new Callbacks.Answer(200, "")));
        verify(subscribe(FEED));
        assertThat(asked)
                .singleElement()
                .satisfies(parameters -> assertThat(parameters)
                        .containsEntry("hub.mode", "denied")
                        .containsEntry("hub.reason", full));
    }

    @Test
    void whoConfirmsIsUnsubscribedAndWhoDoesNotStays() {
        subscribed.put(FEED + " " + READER, NOW);
        answers.add(_ -> Mono.just(new Callbacks.Answer(404, "")));
        verify(new HubRequest.Unsubscribe(FEED, READER));
        assertThat(subscribed).hasSize(1);
        answers.add(HubTest::confirm);
        verify(new HubRequest.Unsubscribe(FEED, READER));
        assertThat(subscribed).isEmpty();
        assertThat(asked.getLast()).containsEntry("hub.mode", "unsubscribe").doesNotContainKey("hub.lease_seconds");
        verify(new HubRequest.Unsubscribe(FEED, READER));
        assertThat(asked).as("nobody is asked about what is not there").hasSize(2);
    }

    private static HubRequest subscribe(URI topic) {
        return new HubRequest.Subscribe(topic, READER, Duration.ofDays(10), null);
    }

    private static Mono<Callbacks.Answer> confirm(Map<String, String> parameters) {
        return Mono.just(new Callbacks.Answer(200, parameters.getOrDefault("hub.challenge", "?")));
    }

    private void verify(HubRequest request) {
        Hub hub = new Hub(
                new Feeds(FEED),
                callback -> Mono.defer(() -> {
                    Map<String, String> parameters = UriComponentsBuilder.fromUri(callback)
                            .build()
                            .getQueryParams()
                            .toSingleValueMap();
                    Map<String, String> decoded = new HashMap<>();
                    parameters.forEach((name, value) -> decoded.put(
                            name, java.net.URLDecoder.decode(value, java.nio.charset.StandardCharsets.UTF_8)));
                    asked.add(decoded);
                    return answers.remove().apply(decoded);
                }),
                new Remembered(),
                Clock.fixed(NOW, ZoneOffset.UTC));
        StepVerifier.withVirtualTime(() -> hub.verify(request))
                .thenAwait(Duration.ofMinutes(1))
                .verifyComplete();
    }

    private final class Remembered implements HubSubscriptions {
        @Override
        public boolean has(URI topic, URI callback) {
            return subscribed.containsKey(topic + " " + callback);
        }

        @Override
        public @Nullable String refusal(HubRequest.Subscribe request) {
            return full;
        }

        @Override
        public Mono<Void> put(HubRequest.Subscribe request, Instant until) {
            return Mono.fromRunnable(() -> subscribed.put(request.topic() + " " + request.callback(), until));
        }

        @Override
        public Mono<Void> remove(URI topic, URI callback) {
            return Mono.fromRunnable(() -> subscribed.remove(topic + " " + callback));
        }
    }
}
