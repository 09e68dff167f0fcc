package org.dibao.gateway.publications;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.dibao.contract.event.Result;
import org.dibao.contract.publication.Publication;

/** {@code dibao_accepted_to_live_seconds}: from the acceptance of a submission to its outcome being in effect here. */
final class AcceptedToLive {
    private static final Duration[] BUCKETS = java.util.stream.LongStream.of(
                    2, 5, 10, 15, 20, 30, 60, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Clock clock;
    private final Map<Result.Kind, Timer> timers = new EnumMap<>(Result.Kind.class);

    AcceptedToLive(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        for (Result.Kind kind : Result.Kind.values()) {
            timers.put(
                    kind,
                    Timer.builder("dibao.accepted.to.live")
                            .description(
                                    "From the acceptance of a submission to its outcome being in effect at this gateway")
                            .tag("outcome", kind.wireName())
                            .serviceLevelObjectives(BUCKETS)
                            .register(meters));
        }
    }

    void record(Publication publication) {
        Timer timer = timers.get(publication.result().outcome());
        if (timer != null) {
            Duration taken = Duration.between(publication.at(), clock.instant());
            timer.record(taken.isNegative() ? Duration.ZERO : taken); // the clocks of two machines differ
        }
    }
}
