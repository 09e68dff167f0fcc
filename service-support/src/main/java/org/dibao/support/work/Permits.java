package org.dibao.support.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Limits how many operations of one kind run at once. Nobody waits for a permit: either one is free or not. The gauges
 * {@code dibao.permits.used} and {@code dibao.permits.limit}, tagged with the purpose of the permits, show how many are
 * taken. Thread-safe.
 */
public final class Permits {
    private final int limit;
    private final Semaphore free;

    /** @param of their purpose, as in the gauges' tag: {@code imports} */
    public Permits(String of, int limit, MeterRegistry meters) {
        this.limit = limit;
        this.free = new Semaphore(limit);
        Gauge.builder("dibao.permits.used", this, Permits::used)
                .description("Operations in progress")
                .tag("of", of)
                .register(meters);
        Gauge.builder("dibao.permits.limit", this, it -> it.limit)
                .description("Maximum number of operations in progress")
                .tag("of", of)
                .register(meters);
    }

    /**
     * Runs work that needs a permit. The permit is taken at subscription and returned when the work ends, whether with
     * a result, with a failure, or by a cancel at any moment.
     *
     * @param work runs if a permit is free
     * @param full runs if all permits are taken
     */
    public <T> Mono<T> hold(Supplier<? extends Mono<T>> work, Supplier<? extends Mono<T>> full) {
        return Mono.using(
                this::take,
                permit -> permit.isPresent() ? work.get() : full.get(),
                permit -> permit.ifPresent(Permit::close));
    }

    /** A permit for non-reactive work; empty if all are taken. The caller must close it. */
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
