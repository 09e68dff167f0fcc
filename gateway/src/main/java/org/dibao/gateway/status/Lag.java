package org.dibao.gateway.status;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.gateway.publications.Processed;
import org.dibao.gateway.publications.PublicationSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** How many accepted submissions this gateway has yet to process: {@code dibao_gateway_lag_positions}. */
@Component
final class Lag implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Lag.class);

    private final PublicationSource source;
    private final Processed processed;
    private final StatusSettings settings;
    private volatile @Nullable Position logEnd;
    private @Nullable ScheduledExecutorService clock;

    Lag(PublicationSource source, Processed processed, StatusSettings settings, MeterRegistry meters) {
        this.source = source;
        this.processed = processed;
        this.settings = settings;
        Gauge.builder("dibao.gateway.lag.positions", this, Lag::measured)
                .description("Accepted submissions that this gateway has not processed, as last measured")
                .register(meters);
    }

    /** The last position accepted, when Kafka was last asked; absent while it does not answer. */
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

    private void look() {
        try {
            logEnd = source.logEnd();
        } catch (LogUnavailable e) {
            logEnd = null;
            log.debug("the end of the log is not known", e);
        } catch (RuntimeException e) {
            logEnd = null;
            log.warn("the end of the log cannot be found: {}", e.toString());
        }
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("measure-lag").daemon().factory());
        long period = settings.lagInterval().toMillis();
        executor.scheduleWithFixedDelay(this::look, 0, period, TimeUnit.MILLISECONDS);
        clock = executor;
    }

    @Override
    public synchronized void stop() {
        if (clock != null) {
            clock.shutdownNow();
            clock = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return clock != null;
    }
}
