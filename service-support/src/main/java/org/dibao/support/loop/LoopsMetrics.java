package org.dibao.support.loop;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code dibao.loops} and {@code dibao.loops.failing}: how many loops a service has, and how many of them fail or are dead. */
public final class LoopsMetrics implements MeterBinder {
    private final Supplier<Stream<Supervised>> parts;

    public LoopsMetrics(Supplier<Stream<Supervised>> parts) {
        this.parts = parts;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("dibao.loops", () -> states().count())
                .description("Loops that run as long as the service does")
                .register(registry);
        Gauge.builder(
                        "dibao.loops.failing",
                        () -> states().filter(LoopsMetrics::fails).count())
                .description("Loops that are failing and being retried, or that have lost their thread")
                .register(registry);
    }

    private Stream<LoopState> states() {
        return parts.get()
                .flatMap(Supervised::loops)
                .map(SupervisedLoop::state)
                .filter(it -> !(it instanceof LoopState.Ended));
    }

    private static boolean fails(LoopState state) {
        return state instanceof LoopState.Failing || state instanceof LoopState.Dead;
    }
}
