package org.dibao.delivery.websub;

import java.time.Duration;
import java.util.function.Supplier;
import org.dibao.support.loop.LoopLifecycle;
import org.dibao.support.loop.SupervisedLoop;
import reactor.core.publisher.Mono;

/** Looks for leases that have ended. Nothing is sent after the end anyway: this only clears them away. */
final class Leases implements LoopLifecycle {
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final SupervisedLoop loop;

    Leases(Supplier<Mono<Void>> removeLapsed) {
        this.loop = SupervisedLoop.every(
                EVERY, "end-leases", () -> removeLapsed.get().block(WITHIN));
    }

    @Override
    public SupervisedLoop loop() {
        return loop;
    }
}
