package org.dibao.store.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;
import org.dibao.eventlog.LogEnd;
import org.dibao.projector.operations.ProjectorMetrics;
import org.dibao.store.fold.Decision;
import org.dibao.store.schedule.Schedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts decisions since the start, by outcome: {@code dibao.store.submissions}. Measures how late appointments were kept,
 * and says so if it was noticeable.
 */
public final class StoreMetrics extends ProjectorMetrics<Decision> {
    private static final Logger log = LoggerFactory.getLogger(StoreMetrics.class);
    private static final Duration NOTICEABLE = Duration.ofSeconds(1);

    private final Timer delay;

    public StoreMetrics(MeterRegistry registry, LogEnd end, Schedule schedule) {
        super(registry, "dibao.store", end, "submissions", "Submissions decided since the start");
        this.delay = Timer.builder("dibao.store.appointment.delay")
                .description("How long after its time an article was published or withdrawn as scheduled")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofHours(1))
                .register(registry);
        Gauge.builder("dibao.store.appointments", schedule, Schedule::size)
                .description("Articles that will be published or withdrawn at a time to come")
                .register(registry);
    }

    @Override
    public void advanced(List<Decision> decisions, Position to) {
        decisions.forEach(decision -> count(Result.of(decision.outcome()).outcome()));
        super.advanced(decisions, to);
    }

    @Override
    public void published(List<Decision> decisions) {
        for (Decision decision : decisions) {
            Result result = Result.of(decision.outcome());
            Instant time = result.scheduledFor();
            if (time != null && result.outcome().isFact()) {
                kept(decision, result, Duration.between(time, decision.at()));
            }
        }
    }

    private void kept(Decision decision, Result result, Duration late) {
        delay.record(late);
        if (late.compareTo(NOTICEABLE) > 0) {
            log.warn(
                    "article {} was {} at position {}, {} s after {}, the time that it was scheduled for",
                    result.article(),
                    result.outcome().wireName(),
                    decision.position(),
                    late.toSeconds(),
                    result.scheduledFor());
        }
    }
}
