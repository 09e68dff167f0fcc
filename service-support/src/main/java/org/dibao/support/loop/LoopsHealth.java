package org.dibao.support.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Health contributor {@code loops}: down while the service cannot run one of its loops, see {@link LoopState#isFit}. It
 * is part of readiness. A loop that only waits, for instance for a broker, is reported but does not count.
 */
public final class LoopsHealth implements HealthIndicator {
    private final Supplier<Stream<Supervised>> parts;

    public LoopsHealth(Supplier<Stream<Supervised>> parts) {
        this.parts = parts;
    }

    @Override
    public Health health() {
        boolean fit = true;
        Map<String, Object> told = new TreeMap<>();
        for (SupervisedLoop loop : loops()) {
            LoopState state = loop.state();
            fit &= state.isFit();
            told.put(loop.name(), tell(state));
        }
        return (fit ? Health.up() : Health.down()).withDetails(told).build();
    }

    private List<SupervisedLoop> loops() {
        List<SupervisedLoop> all = new ArrayList<>();
        parts.get().forEach(part -> part.loops().forEach(all::add));
        return all;
    }

    private static String tell(LoopState state) {
        return switch (state) {
            case LoopState.New _ -> "not started yet";
            case LoopState.Running _ -> "running";
            case LoopState.Failing failing ->
                "failing since " + failing.since() + ": " + SupervisedLoop.reason(failing.cause());
            case LoopState.Dead _ -> "dead: restart this service";
            case LoopState.Ended _ -> "ended";
        };
    }
}
