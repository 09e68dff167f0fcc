package org.dibao.projector.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;
import org.dibao.eventlog.LogEnd;
import org.dibao.projector.ProjectorListener;

/**
 * A projector's metrics and its current position. Each metric's name begins with the service's prefix:
 * {@code position}, {@code lag.positions}, {@code stopped.position}, {@code dead.letters}, and a service-specific
 * counter with the tag {@code outcome}.
 */
public abstract class ProjectorMetrics<R> implements ProjectorListener<R> {
    private final Map<Result.Kind, Counter> outcomes = new EnumMap<>(Result.Kind.class);
    private final Counter deadLetters;
    private final LogEnd end;
    private volatile Position position = Position.NONE;
    private volatile Position stoppedBefore = Position.NONE;

    /**
     * @param service prefix of the metrics' names, such as {@code dibao.store}
     * @param end     of the input topic
     * @param counted what is counted by outcome, such as {@code submissions}
     */
    protected ProjectorMetrics(MeterRegistry registry, String service, LogEnd end, String counted, String description) {
        this.end = end;
        for (Result.Kind kind : Result.Kind.values()) {
            outcomes.put(
                    kind,
                    Counter.builder(service + "." + counted)
                            .description(description)
                            .tag("outcome", kind.wireName())
                            .register(registry));
        }
        deadLetters = Counter.builder(service + ".dead.letters")
                .description("Records that could not be read, since the start")
                .register(registry);
        Gauge.builder(service + ".position", this, metrics -> metrics.position().value())
                .description("The last position that this instance has applied and published")
                .register(registry);
        Gauge.builder(service + ".lag.positions", this, ProjectorMetrics::lag)
                .description("Records not published yet; a standby counts those it has not written itself")
                .register(registry);
        Gauge.builder(service + ".stopped.position", this, metrics -> metrics.stoppedBefore.value())
                .description("The position that cannot be handled and is being retried; -1 if there is none")
                .register(registry);
    }

    protected final void count(Result.Kind outcome) {
        Objects.requireNonNull(outcomes.get(outcome)).increment();
    }

    @Override
    public void resumed(Position after) {
        position = after;
    }

    @Override
    public void deadLettered(int letters) {
        deadLetters.increment(letters);
    }

    @Override
    public void advanced(List<R> results, Position to) {
        position = to;
        stoppedBefore = Position.NONE;
    }

    @Override
    public void stopped(Position before) {
        stoppedBefore = before;
    }

    Position position() {
        return position;
    }

    double deadLetters() {
        return deadLetters.count();
    }

    private double lag() {
        return Math.max(0, end.last().value() - position.value());
    }
}
