package org.dibao.support.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * How many of one thing may be under way at once. Nobody waits for a permit: there is one, or there is none. The gauges
 * {@code dibao.permits.used} and {@code dibao.permits.limit}, tagged with what the permits are for, tell how many are taken.
 * Safe for many threads.
 */
public final class Permits {
    private final int limit;
    private final Semaphore free;

    /** @param of what they are for, as the gauges' tag says it: {@code imports} */
    public Permits(String of, int limit, MeterRegistry meters) {
        this.limit = limit;
        this.free = new Semaphore(limit);
        Gauge.builder("dibao.permits.used", this, Permits::used)
                .description("How many are under way")
                .tag("of", of)
                .register(meters);
        Gauge.builder("dibao.permits.limit", this, it -> it.limit)
                .description("How many may be under way at once")
                .tag("of", of)
                .register(meters);
    }

    /**
     * Does work that needs a permit. The permit is taken at subscription and given back when the work ends in whatever way:
     * with a result, with a failure, or cancelled at any moment.
     *
     * @param work what to do with a permit
     * @param full what to do if all permits are taken
     */
    public <T> Mono<T> hold(Supplier<? extends Mono<T>> work, Supplier<? extends Mono<T>> full) {
        return Mono.using(
                this::take,
                permit -> permit.isPresent() ? work.get() : full.get(),
                permit -> permit.ifPresent(Permit::close));
    }

    /** A permit for work that is not reactive; empty if all are taken. Whoever takes it closes it. */
    public Optional<Permit> take() {
        return free.tryAcquire() ? Optional.of(new Permit(free)) : Optional.empty();
    }

    /** How many are taken. */
    public int used() {
        return limit - free.availablePermits();
    }

    public int limit() {
        return limit;
    }

    /** One permit. Closing it more than once has no further effect. */
    public static final class Permit implements AutoCloseable {
        private final Semaphore from;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Permit(Semaphore from) {
            this.from = from;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                from.release();
            }
        }
    }
}
