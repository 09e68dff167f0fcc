package org.dibao.delivery.attempts;

import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Port: the statuses of all subscriptions, written by the instances that serve them. They may be seconds old. */
public interface Statuses {

    /** Fails if it cannot be kept; that only means that others do not see it. */
    Mono<Void> put(Map<String, Status> changed);

    /** By subscription; those that are not known are left out. Fails if they cannot be read at the moment. */
    Mono<Map<String, Status>> of(Collection<String> subscriptions);

    /** Forgets a subscription. */
    Mono<Void> forget(String subscription);
}
