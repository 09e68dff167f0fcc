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
 * Counts what a service has done since its start; knows how far it is. As metrics, each with the service's name after
 * {@code dibao.}: {@code position}, {@code lag.positions}, {@code stopped.position}, {@code dead.letters}, and a counter of
 * the service's own with the tag {@code outcome}.
 */
public abstract class ProjectorMetrics<R> implements ProjectorListener<R> {
    private final Map<Result.Kind, Counter> outcomes = new EnumMap<>(Result.Kind.class);
    private final Counter deadLetters;
    private final LogEnd end;
    private volatile Position position = Position.NONE;
    private volatile Position stoppedBefore = Position.NONE;

    /**
     * @param service what the metrics' names begin with, as {@code dibao.store}
     * @param end     of the topic that is read
     * @param counted what the counter by outcome counts, as {@code submissions}
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
                .description("records that could not be read, since the start")
                .register(registry);
        Gauge.builder(service + ".position", this, metrics -> metrics.position().value())
                .description("last position that is in the database and published, as far as this instance wrote it")
                .register(registry);
        Gauge.builder(service + ".lag.positions", this, ProjectorMetrics::lag)
                .description("records that are not published yet; a standby counts what it has not written itself")
                .register(registry);
        Gauge.builder(service + ".stopped.position", this, metrics -> metrics.stoppedBefore.value())
                .description("position that cannot be handled and is tried again and again; -1 if there is none")
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
