package org.dibao.gateway.deadletters;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.gateway.operations.Operation;
import org.dibao.gateway.operations.OperationListener;
import org.dibao.gateway.operations.Recorded;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which dead letters somebody has dealt with, and how many wait: {@code dibao_gateway_dead_letters_waiting}. */
@Component
final class Settled implements OperationListener {
    private record Id(String origin, Position position) {}

    private final DeadLetterTopics topics;
    private final Map<Id, Recorded> settled = new ConcurrentHashMap<>();

    Settled(DeadLetterTopics topics, MeterRegistry meters) {
        this.topics = topics;
        Gauge.builder("dibao.gateway.dead.letters.waiting", this, it -> it.waiting(topics::lastCount))
                .description("Records that could not be read and were neither retried nor discarded")
                .register(meters);
    }

    /** What was done last about a dead letter; null while it waits. */
    @Nullable
    Recorded of(Origin origin, Position position) {
        return settled.get(new Id(origin.text(), position));
    }

    /** How many wait, of all topics. May block. */
    long waiting() {
        return waiting(topics::count);
    }

    private long waiting(ToLongFunction<Origin> count) {
        long all = Stream.of(Origin.values()).mapToLong(count).sum();
        return Math.max(0, all - settled.size());
    }

    @Override
    public void on(Recorded recorded) {
        switch (recorded.operation()) {
            case Operation.DeadLetterRetried it -> settled.put(new Id(it.topic(), it.position()), recorded);
            case Operation.DeadLetterDiscarded it -> settled.put(new Id(it.topic(), it.position()), recorded);
            case Operation.KeyAdded _, Operation.KeyRotated _, Operation.KeyRemoved _ -> {
                // no dead letter
            }
        }
    }
}
