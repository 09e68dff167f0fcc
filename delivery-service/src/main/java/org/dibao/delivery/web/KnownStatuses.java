package org.dibao.delivery.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dibao.delivery.attempts.Status;
import org.dibao.delivery.attempts.Statuses;
import org.dibao.delivery.dispatch.Dispatcher;
import reactor.core.publisher.Mono;

/**
 * The statuses of subscriptions: of those that this instance serves as they are, of the others as their instances have kept them.
 * Those that are not known at the moment are left out.
 */
public final class KnownStatuses {
    private final Dispatcher dispatcher;
    private final Statuses kept;

    public KnownStatuses(Dispatcher dispatcher, Statuses kept) {
        this.dispatcher = dispatcher;
        this.kept = kept;
    }

    Mono<Optional<Status>> of(String id) {
        return dispatcher
                .status(id)
                .map(Optional::of)
                .switchIfEmpty(kept.of(List.of(id)).map(found -> Optional.ofNullable(found.get(id))))
                .onErrorReturn(Optional.empty());
    }

    Mono<Map<String, Status>> of(List<String> ids) {
        return dispatcher
                .statuses()
                .flatMap(mine -> mine.keySet().containsAll(ids)
                        ? Mono.just(mine)
                        : kept.of(ids)
                                .map(others -> {
                                    others.putAll(mine);
                                    return others;
                                })
                                .onErrorReturn(mine));
    }

    /** Of a subscription that was deleted. What is left behind if that fails does no harm. */
    Mono<Void> forget(String id) {
        return kept.forget(id).onErrorComplete();
    }
}
