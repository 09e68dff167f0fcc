package org.dibao.delivery.channel;

import org.dibao.delivery.subscription.Subscription;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * How subscriptions of one or several kinds are served. Thread-safe. A channel keeps no messages: whatever it has not
 * answered for is sent again after a restart, with the same id.
 */
public interface Channel {

    /** Stands for what is secret wherever a subscription is shown. */
    String HIDDEN = "(hidden)";

    /** Whether it serves subscriptions of this kind. */
    boolean serves(String kind);

    /**
     * Checks what only this channel knows about: target, headers and options. Called before a subscription is created or changed;
     * does not block.
     *
     * @throws InvalidSubscription which names the field
     */
    void check(Subscription subscription);

    /** A new secret for a subscription of this kind; absent if its messages are not signed, or with what the subscriber gives. */
    default @Nullable String newSecret(String kind) {
        return null;
    }

    /** The subscription's target without what is secret in it. */
    default String shownTarget(Subscription subscription) {
        return subscription.target().toString();
    }

    /** The key with which asymmetric signatures are verified, which is not secret; absent if messages have none. */
    default @Nullable String publicKey(Subscription subscription) {
        return null;
    }

    /** How many messages may be under way at once to a subscription of this kind that does not say. */
    default int defaultConcurrency(String kind) {
        return 1;
    }

    /**
     * Sends one message to one target. Never blocks, and always ends within the channel's time limits: completes once the target
     * has answered or the attempt has failed. Fails if the target was not called, for want of what belongs into the message or by
     * a defect: that is no attempt, and it is asked again soon. Cancelling it ends the attempt.
     */
    Mono<Answer> send(Subscription to, Message message);
}
