package org.dibao.gateway.status;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.dibao.contract.article.Position;
import org.dibao.gateway.publications.ProcessedPosition;
import org.dibao.gateway.publications.PublicationSource;
import org.dibao.support.loop.LoopLifecycle;
import org.dibao.support.loop.SupervisedLoop;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How many accepted submissions this gateway has not processed yet: {@code dibao_gateway_lag_positions}. */
@Component
final class Lag implements LoopLifecycle {
    private final PublicationSource source;
    private final ProcessedPosition processed;
    private volatile @Nullable Position logEnd;
    private final SupervisedLoop loop;

    Lag(PublicationSource source, ProcessedPosition processed, StatusSettings settings, MeterRegistry meters) {
        this.source = source;
        this.processed = processed;
        this.loop = SupervisedLoop.every(settings.lagInterval(), "measure-lag", this::measure);
        Gauge.builder("dibao.gateway.lag.positions", this, Lag::measured)
                .description("Accepted submissions that this gateway has not processed, as last measured")
                .register(meters);
    }

    /** The last accepted position when Kafka was last queried; absent while it does not answer. */
    @Nullable
    Position logEnd() {
        return logEnd;
    }

    long positions(Position end) {
        return Math.max(0, end.value() - processed.position().value());
    }

    private double measured() {
        Position end = logEnd;
        return end == null ? Double.NaN : positions(end);
    }

    private void measure() {
        Position measured = null;
        try {
            measured = source.logEnd();
        } finally {
            logEnd = measured;
        }
    }

    @Override
    public SupervisedLoop loop() {
        return loop;
    }
}
