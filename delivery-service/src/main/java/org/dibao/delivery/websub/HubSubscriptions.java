package org.dibao.delivery.websub;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The verified subscriptions. A feed and a callback together are one: who subscribes again renews it. */
interface HubSubscriptions {

    boolean has(URI topic, URI callback);

    /** Why a new subscription cannot be taken, in words for the subscriber; absent if it can. */
    @Nullable
    String refusal(HubRequest.Subscribe request);

    /** Subscribes or renews; completes once it is in the log. */
    Mono<Void> put(HubRequest.Subscribe request, Instant until);

    /** Completes once it is in the log. */
    Mono<Void> remove(URI topic, URI callback);
}
