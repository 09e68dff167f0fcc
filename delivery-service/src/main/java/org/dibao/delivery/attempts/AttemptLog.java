package org.dibao.delivery.attempts;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Port: the latest attempts of each subscription. Nothing waits for it: attempts that cannot be kept are dropped and counted.
 */
public interface AttemptLog {
    /** How many are kept of each subscription. */
    int KEPT = 100;

    /** Returns at once. */
    void add(String subscription, Attempt attempt);

    /** The latest first, {@value #KEPT} at most. Fails if they cannot be read at the moment. */
    Mono<List<Attempt>> of(String subscription);

    /** Forgets a subscription. Returns at once. */
    void forget(String subscription);
}
