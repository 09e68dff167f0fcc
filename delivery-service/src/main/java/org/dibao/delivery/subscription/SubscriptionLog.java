package org.dibao.delivery.subscription;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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

    /**
     * Changes a definition. No other change comes between the look at it and the change, whichever instance makes it.
     *
     * @param allowed is shown the definition as it is, and throws what the result is to fail with
     * @param change  may be asked more than once
     * @return empty if there is no such subscription; fails with {@link org.dibao.eventlog.LogUnavailable} if it is not known whether it
     *     was changed
     */
    Mono<Versioned> change(String id, Consumer<Versioned> allowed, UnaryOperator<Subscription> change);

    /**
     * Deletes a subscription, if it is there.
     *
     * @param allowed as for a change
     * @return fails with {@link org.dibao.eventlog.LogUnavailable} if the subscription may still be there
     */
    Mono<Void> delete(String id, Consumer<Versioned> allowed);

    /** Deletes a subscription as it is, if it is there. */
    default Mono<Void> delete(String id) {
        return delete(id, _ -> {});
    }

    Optional<Versioned> find(String id);

    /** In the order in which they were created, for people. It sorts them all, so nothing on the way of one change asks for it. */
    List<Versioned> all();

    /** All of them as they are now, in no particular order. */
    Stream<Subscription> stream();

    /** How many there are of a kind. It takes no longer if there are many. */
    int count(String kind);

    /** How many of a kind have their target at a host, whose letters may be large or small. It takes no longer if there are many. */
    int count(String kind, String host);

    /** Whether all definitions are known; until then nothing can be said about them. */
    boolean isComplete();
}
