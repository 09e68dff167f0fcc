package org.dibao.store.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;
import org.dibao.contract.fold.Decision;
import org.dibao.eventlog.LogEnd;
import org.dibao.store.folding.FoldingLoop;

/**
 * Counts what was folded since the start, by outcome; knows how far it is. As metrics: {@code dibao.store.submissions}
 * with the tag {@code outcome}, {@code dibao.store.dead.letters}, {@code dibao.store.position},
 * {@code dibao.store.lag.positions}.
 */
public final class Tally implements FoldingLoop.Observer {
    private final Map<Result.Kind, Counter> outcomes = new EnumMap<>(Result.Kind.class);
    private final Counter deadLetters;
    private final LogEnd end;
    private volatile Position position = Position.NONE;

    public Tally(MeterRegistry registry, LogEnd end) {
        this.end = end;
        for (Result.Kind kind : Result.Kind.values()) {
            outcomes.put(
                    kind,
                    Counter.builder("dibao.store.submissions")
                            .description("submissions decided since the start")
                            .tag("outcome", kind.wireName())
                            .register(registry));
        }
        deadLetters = Counter.builder("dibao.store.dead.letters")
                .description("records that could not be read, since the start")
                .register(registry);
        Gauge.builder("dibao.store.position", this, tally -> tally.position().value())
                .description("last position decided and announced")
                .register(registry);
        Gauge.builder("dibao.store.lag.positions", this, Tally::lag)
                .description("submissions in the log that are not announced yet")
                .register(registry);
    }

    @Override
    public void resumed(Position at) {
        position = at;
    }

    @Override
    public void folded(List<Decision> decisions) {
        for (Decision decision : decisions) {
            Result.Kind kind = Result.of(decision.outcome()).outcome();
            java.util.Objects.requireNonNull(outcomes.get(kind)).increment();
            if (kind == Result.Kind.UNREADABLE) {
                deadLetters.increment();
            }
        }
        position = decisions.getLast().position();
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
