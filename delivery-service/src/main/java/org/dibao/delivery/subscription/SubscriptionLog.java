package org.dibao.delivery.subscription;

import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Port: the definitions of all subscriptions. Whatever was put is found from then on by whoever waited for it; other instances
 * follow within moments. Nothing here blocks.
 */
public interface SubscriptionLog {

    /**
     * A definition and its version.
     *
     * @param version increases with each change
     */
    record Versioned(Subscription subscription, long version) {}

    /**
     * Keeps a definition in place of an earlier one with its id.
     *
     * @return fails with {@link org.dibao.eventlog.LogUnavailable} if it may not be kept
     */
    Mono<Versioned> put(Subscription subscription);

    /** Fails with {@link org.dibao.eventlog.LogUnavailable} if the subscription may still be there. */
    Mono<Void> delete(String id);

    Optional<Versioned> find(String id);

    /** In the order in which they were created. */
    List<Versioned> all();

    /** Whether all definitions are known; until then nothing can be said about them. */
    boolean isComplete();
}
