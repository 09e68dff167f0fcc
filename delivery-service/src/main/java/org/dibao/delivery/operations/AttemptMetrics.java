package org.dibao.delivery.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.dibao.delivery.dispatch.Couriers;

/** Counts attempts since the start, by result: {@code dibao.delivery.attempts}. */
public final class AttemptMetrics implements Couriers.Outcomes {
    private final Map<String, Counter> counters = new HashMap<>();

    public AttemptMetrics(MeterRegistry meters) {
        for (String result : new String[] {"delivered", "skipped", "failed", "gone"}) {
            counters.put(
                    result,
                    Counter.builder("dibao.delivery.attempts")
                            .description("Attempts to deliver an event since the start")
                            .tag("result", result)
                            .register(meters));
        }
    }

    @Override
    public void attempted(String result) {
        Counter counter = counters.get(result);
        if (counter != null) {
            counter.increment();
        }
    }
}
