package org.dibao.delivery.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dibao.delivery.attempts.Status;
import org.dibao.delivery.attempts.Statuses;
import org.dibao.delivery.dispatch.Dispatcher;
import org.dibao.support.loop.LoopLifecycle;
import org.dibao.support.loop.SupervisedLoop;

/**
 * Keeps the statuses of the subscriptions that this instance serves for the other instances to see: what has changed every
 * second, everything every half minute, so that a dropped database is filled again. Metrics and health show them too.
 */
public final class StatusWriter implements LoopLifecycle {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int EVERYTHING = 30;

    private final Dispatcher dispatcher;
    private final Statuses statuses;
    private final SupervisedLoop loop = SupervisedLoop.every(PAUSE, "write-statuses", this::write);
    private Map<String, Status> written = Map.of();
    private int rounds;
    private volatile Map<String, Status> current = Map.of();

    public StatusWriter(Dispatcher dispatcher, Statuses statuses, MeterRegistry meters) {
        this.dispatcher = dispatcher;
        this.statuses = statuses;
        for (String state : new String[] {"active", "failing", "paused", "parked", "ended"}) {
            Gauge.builder("dibao.delivery.subscriptions", this, it -> it.count(state))
                    .description("Subscriptions that this instance serves, by state")
                    .tag("state", state)
                    .register(meters);
        }
        Gauge.builder(
                        "dibao.delivery.waiting",
                        this,
                        it -> it.current.values().stream()
                                .mapToInt(Status::waiting)
                                .sum())
                .description("Events that were taken from the log and are not delivered yet")
                .register(meters);
        Gauge.builder(
                        "dibao.delivery.lag",
                        this,
                        it -> it.current.values().stream()
                                .filter(status -> status.state().equals("active")
                                        || status.state().equals("failing"))
                                .mapToLong(Status::lag)
                                .max()
                                .orElse(0))
                .description("Positions that the active subscription furthest behind still has to be sent")
                .register(meters);
    }

    private long count(String state) {
        return current.values().stream()
                .filter(status -> status.state().equals(state))
                .count();
    }

    /** By subscription, at most some seconds old. */
    public Map<String, Status> current() {
        return current;
    }

    private void write() {
        Map<String, Status> now = dispatcher.statuses().blockOptional(WITHIN).orElse(Map.of());
        current = now;
        Map<String, Status> changed = new HashMap<>(now);
        if (rounds++ % EVERYTHING != 0) {
            changed.entrySet().removeIf(entry -> entry.getValue().equals(written.get(entry.getKey())));
        }
        written = Map.of(); // unless it is kept, it is written again
        var _ = statuses.put(changed).block(WITHIN);
        written = now;
    }

    @Override
    public SupervisedLoop loop() {
        return loop;
    }
}
