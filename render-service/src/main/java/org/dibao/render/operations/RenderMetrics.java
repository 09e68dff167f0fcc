package org.dibao.render.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Result;
import org.dibao.eventlog.LogEnd;
import org.dibao.projector.operations.ProjectorMetrics;
import org.dibao.render.publishing.AppliedEvent;

/**
 * Counts what was published since the start, by outcome: {@code dibao.render.publications}; and how long it took:
 * {@code dibao.render.accepted.to.published} (a histogram, seconds from the submission's acceptance to its publication).
 */
public final class RenderMetrics extends ProjectorMetrics<AppliedEvent> {
    private final Timer acceptedToPublished;
    private final Clock clock;

    public RenderMetrics(MeterRegistry registry, LogEnd end, Clock clock) {
        super(registry, "dibao.render", end, "publications", "Publications written since the start");
        this.clock = clock;
        acceptedToPublished = Timer.builder("dibao.render.accepted.to.published")
                .description("Time from a submission's acceptance to its publication")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(5))
                .register(registry);
    }

    @Override
    public void published(List<AppliedEvent> published) {
        for (AppliedEvent one : published) {
            ArticleEvent event = one.event();
            count(Result.of(event.outcome()).outcome());
            Duration took = Duration.between(event.at(), clock.instant());
            acceptedToPublished.record(took.isNegative() ? Duration.ZERO : took);
        }
    }
}
