package org.dibao.render.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Result;
import org.dibao.eventlog.LogEnd;
import org.dibao.render.publishing.PublishingLoop;

/**
 * Counts what was published since the start; knows how far the writing is. As metrics: {@code dibao.render.publications} with
 * the tag {@code outcome}, {@code dibao.render.dead.letters}, {@code dibao.render.position}, {@code dibao.render.lag.positions},
 * {@code dibao.render.accepted.to.published} (a histogram, seconds from the submission's acceptance to its publication).
 */
public final class Tally implements PublishingLoop.Observer {
    private final Map<Result.Kind, Counter> outcomes = new EnumMap<>(Result.Kind.class);
    private final Counter deadLetters;
    private final Timer acceptedToPublished;
    private final LogEnd end;
    private final Clock clock;
    private volatile Position position = Position.NONE;

    public Tally(MeterRegistry registry, LogEnd end, Clock clock) {
        this.end = end;
        this.clock = clock;
        for (Result.Kind kind : Result.Kind.values()) {
            outcomes.put(
                    kind,
                    Counter.builder("dibao.render.publications")
                            .description("publications written since the start")
                            .tag("outcome", kind.wireName())
                            .register(registry));
        }
        deadLetters = Counter.builder("dibao.render.dead.letters")
                .description("events that could not be read, since the start")
                .register(registry);
        acceptedToPublished = Timer.builder("dibao.render.accepted.to.published")
                .description("from a submission's acceptance to its publication")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(5))
                .register(registry);
        Gauge.builder("dibao.render.position", this, tally -> tally.position().value())
                .description("last position that is in the view and published, as far as this instance wrote it")
                .register(registry);
        Gauge.builder("dibao.render.lag.positions", this, Tally::lag)
                .description("events that are not published yet; a standby counts what it has not written itself")
                .register(registry);
    }

    @Override
    public void resumed(Position at) {
        position = at;
    }

    @Override
    public void announced(List<ArticleEvent> events) {
        for (ArticleEvent event : events) {
            Objects.requireNonNull(outcomes.get(Result.of(event.outcome()).outcome()))
                    .increment();
            Duration took = Duration.between(event.at(), clock.instant());
            acceptedToPublished.record(took.isNegative() ? Duration.ZERO : took);
        }
    }

    @Override
    public void buried(int letters) {
        deadLetters.increment(letters);
    }

    @Override
    public void advanced(Position to) {
        position = to;
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
