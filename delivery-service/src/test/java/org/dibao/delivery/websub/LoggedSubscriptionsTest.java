package org.dibao.delivery.websub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.subscription.SubscriptionCounts;
import org.dibao.delivery.subscription.SubscriptionLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class LoggedSubscriptionsTest {
    private static final URI FEED = URI.create("https://news.example.org/feed/tag/%E6%B1%9F.xml");
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final Map<String, Subscription> log = new LinkedHashMap<>();
    private final SubscriptionCounts counts = new SubscriptionCounts();
    private Position last = new Position(41);
    private final LoggedSubscriptions subscriptions = at(NOW);

    @Test
    void aNewSubscriberGetsWhatComesNowOfTheFeedThatItFollows() {
        put(reader("a.example"), "s3cret");
        Subscription one = only();
        assertThat(one.kind()).isEqualTo("websub");
        assertThat(one.target()).isEqualTo(reader("a.example"));
        assertThat(one.after()).isEqualTo(new Position(41));
        assertThat(one.filter()).isEqualTo(Map.of("tag", List.of("江")));
        assertThat(one.secrets())
                .singleElement()
                .satisfies(secret -> assertThat(secret.value()).isEqualTo("s3cret"));
        assertThat(one.id()).matches("sub_[0-9a-f]{24}");
        assertThat(subscriptions.has(FEED, reader("a.example"))).isTrue();
        assertThat(subscriptions.has(FEED, reader("b.example"))).isFalse();
    }

    @Test
    void whoSubscribesAgainGoesOnWhereItWasWithItsNewSecretAndLease() {
        put(reader("a.example"), "one");
        Subscription before = only();
        last = new Position(99);
        subscriptions
                .put(
                        new HubRequest.Subscribe(FEED, reader("a.example"), Duration.ofDays(1), null),
                        NOW.plusSeconds(500))
                .block();
        Subscription after = only();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.after()).isEqualTo(new Position(41));
        assertThat(after.secrets()).isEmpty();
        assertThat(after.options()).containsEntry("until", "2026-11-28T12:08:20Z");
        assertThat(after.resumes()).as("it goes on if it had ended").isEqualTo(before.resumes() + 1);
    }

    @Test
    void aFullHubTakesNobodyNewButRenewals() {
        for (int i = 0; i < 100; i++) {
            put(reader("host-" + i + ".example"), null);
        }
        assertThat(subscriptions.refusal(subscribe(reader("other.example"))))
                .isEqualTo("this hub takes no more subscriptions");
        assertThat(subscriptions.refusal(subscribe(reader("host-7.example")))).isNull();
    }

    @Test
    void oneHostCannotTakeAllTheRoom() {
        for (int i = 0; i < 10; i++) {
            put(URI.create("https://a.example/" + i), null);
        }
        assertThat(subscriptions.refusal(subscribe(URI.create("https://A.example/x"))))
                .isEqualTo("this hub takes no more subscriptions of A.example");
        assertThat(subscriptions.refusal(subscribe(reader("b.example")))).isNull();
    }

    @Test
    void whatIsRenewedCountsOnceAndWhatIsGoneNoMore() {
        for (int i = 0; i < 10; i++) {
            put(URI.create("https://a.example/" + i), null);
            put(URI.create("https://a.example/" + i), null);
        }
        subscriptions.remove(FEED, URI.create("https://a.example/3")).block();
        assertThat(subscriptions.refusal(subscribe(URI.create("https://a.example/x"))))
                .isNull();
        put(URI.create("https://a.example/x"), null);
        assertThat(subscriptions.refusal(subscribe(URI.create("https://a.example/y"))))
                .isEqualTo("this hub takes no more subscriptions of a.example");
    }

    @Test
    void onlyLeasesThatHaveEndedAreClearedAway() {
        put(reader("a.example"), null);
        subscriptions
                .put(new HubRequest.Subscribe(FEED, reader("b.example"), Duration.ofDays(1), null), NOW.plusSeconds(10))
                .block();
        at(NOW.plusSeconds(10)).removeLapsed().block();
        assertThat(only().target()).isEqualTo(reader("a.example"));
    }

    @Test
    void whoUnsubscribesIsForgotten() {
        put(reader("a.example"), null);
        subscriptions.remove(FEED, reader("a.example")).block();
        assertThat(log).isEmpty();
    }

    private static URI reader(String host) {
        return URI.create("https://" + host + "/push");
    }

    private static HubRequest.Subscribe subscribe(URI callback) {
        return new HubRequest.Subscribe(FEED, callback, Duration.ofDays(10), null);
    }

    private void put(URI callback, @Nullable String secret) {
        subscriptions
                .put(
                        new HubRequest.Subscribe(FEED, callback, Duration.ofDays(10), secret),
                        NOW.plus(Duration.ofDays(10)))
                .block();
    }

    private Subscription only() {
        assertThat(log).hasSize(1);
        return log.values().iterator().next();
    }

    private LoggedSubscriptions at(Instant time) {
        return new LoggedSubscriptions(
                new InMemory(), () -> last, HubRequestTest.SETTINGS, Clock.fixed(time, ZoneOffset.UTC));
    }

    private final class InMemory implements SubscriptionLog {
        @Override
        public Mono<Versioned> put(Subscription subscription) {
            return Mono.fromSupplier(() -> {
                counts.changed(log.put(subscription.id(), subscription), subscription);
                return new Versioned(subscription, log.size());
            });
        }

        @Override
        public Mono<Versioned> change(String id, Consumer<Versioned> allowed, UnaryOperator<Subscription> change) {
            return Mono.justOrEmpty(find(id)).doOnNext(allowed).flatMap(one -> put(change.apply(one.subscription())));
        }

        @Override
        public Mono<Void> delete(String id, Consumer<Versioned> allowed) {
            return Mono.fromRunnable(() -> {
                find(id).ifPresent(allowed);
                counts.changed(log.remove(id), null);
            });
        }

        @Override
        public Optional<Versioned> find(String id) {
            return Optional.ofNullable(log.get(id)).map(one -> new Versioned(one, 1));
        }

        @Override
        public int count(String kind) {
            return counts.of(kind);
        }

        @Override
        public int count(String kind, String host) {
            return counts.of(kind, host);
        }

        @Override
        public List<Versioned> all() {
            return log.values().stream().map(one -> new Versioned(one, 1)).toList();
        }

        @Override
        public Stream<Subscription> stream() {
            return List.copyOf(log.values()).stream();
        }

        @Override
        public boolean isComplete() {
            return true;
        }
    }
}
