package org.dibao.delivery.channel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dibao.delivery.subscription.Subscription;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** All channels as one: each subscription is served by the one for its kind. */
public final class Channels implements Channel {
    private final List<Channel> channels;

    public Channels(List<Channel> channels) {
        this.channels = List.copyOf(channels);
    }

    private Optional<Channel> of(String kind) {
        return channels.stream().filter(channel -> channel.serves(kind)).findFirst();
    }

    @Override
    public boolean serves(String kind) {
        return of(kind).isPresent();
    }

    @Override
    public void check(Subscription subscription) {
        of(subscription.kind())
                .orElseThrow(() ->
                        new InvalidSubscription("kind", "there is no kind " + subscription.kind() + "; webhook is one"))
                .check(subscription);
    }

    @Override
    public @Nullable String newSecret(String kind) {
        return of(kind).map(channel -> channel.newSecret(kind)).orElse(null);
    }

    @Override
    public String shownTarget(Subscription subscription) {
        return of(subscription.kind())
                .map(channel -> channel.shownTarget(subscription))
                .orElse(HIDDEN);
    }

    @Override
    public @Nullable String publicKey(Subscription subscription) {
        return of(subscription.kind())
                .map(channel -> channel.publicKey(subscription))
                .orElse(null);
    }

    @Override
    public int defaultConcurrency(String kind) {
        return of(kind).map(channel -> channel.defaultConcurrency(kind)).orElse(1);
    }

    /** A subscription of a kind that there was in another release fails until there is one again. */
    @Override
    public Mono<Answer> send(Subscription to, Message message) {
        return of(to.kind())
                .map(channel -> channel.send(to, message))
                .orElseGet(() -> Mono.just(Answer.failed(
                        Duration.ZERO, to.kind(), "there is no kind " + to.kind() + " in this release", true)));
    }
}
