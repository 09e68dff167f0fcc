package org.dibao.support.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

class PermitsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Permits permits = new Permits("tests", 2, meters);

    @Test
    void thereAreAsManyAsTheLimitAndNoMore() {
        Sinks.One<String> first = Sinks.one();
        Disposable one = hold(first.asMono()).subscribe();
        Disposable two = hold(Mono.never()).subscribe();
        assertThat(used()).isEqualTo(2);
        assertThat(hold(Mono.just("done")).block()).isEqualTo("full");
        first.tryEmitValue("done");
        assertThat(one.isDisposed()).isTrue();
        assertThat(hold(Mono.just("done")).block()).isEqualTo("done");
        two.dispose();
        assertThat(used()).isZero();
        assertThat(meters.get("dibao.permits.limit").tag("of", "tests").gauge().value())
                .isEqualTo(2);
    }

    @Test
    void aPermitIsTakenAtTheSubscriptionAndNotBefore() {
        Mono<String> notYet = hold(Mono.never());
        assertThat(used()).isZero();
        notYet.subscribe().dispose();
        assertThat(used()).isZero();
    }

    @Test
    void workThatFailsOrCannotEvenBeginGivesItBack() {
        assertThatThrownBy(
                        () -> hold(Mono.error(new IllegalStateException("no"))).block())
                .hasMessage("no");
        assertThatThrownBy(() -> permits.hold(
                                () -> {
                                    throw new IllegalStateException("not even begun");
                                },
                                Mono::empty)
                        .block())
                .hasMessage("not even begun");
        assertThat(used()).isZero();
    }

    @Test
    void itIsBackBeforeTheResultIsSeen() {
        assertThat(hold(Mono.just("done")).map(_ -> used()).block()).isZero();
    }

    @Test
    void aPermitThatIsClosedTwiceCountsOnce() {
        Permits.Permit permit = permits.take().orElseThrow();
        permit.close();
        permit.close();
        assertThat(permits.used()).isZero();
        permits.take().orElseThrow();
        permits.take().orElseThrow();
        assertThat(permits.take()).isEmpty();
    }

    @Test
    void whateverIsCancelledAtWhateverMomentGivesItBack() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("PermitsTest seed " + seed);
        Random random = new Random(seed);
        Permits many = new Permits("many", 20_000, meters);
        AtomicInteger begun = new AtomicInteger();
        List<Disposable> running = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            long takes = random.nextInt(300);
            Disposable one = many.hold(
                            () -> {
                                begun.incrementAndGet();
                                return Mono.delay(Duration.ofNanos(takes * 1000))
                                        .thenReturn("done");
                            },
                            () -> Mono.just("full"))
                    .subscribeOn(Schedulers.parallel())
                    .subscribe();
            var _ = Schedulers.boundedElastic().schedule(one::dispose, random.nextInt(300), TimeUnit.MICROSECONDS);
            running.add(one);
        }
        await().until(() -> running.stream().allMatch(Disposable::isDisposed));
        await().until(() -> many.used() == 0);
        assertThat(begun.get()).isPositive();
    }

    private Mono<String> hold(Mono<String> work) {
        return permits.hold(() -> work, () -> Mono.just("full"));
    }

    private int used() {
        return (int) meters.get("dibao.permits.used").tag("of", "tests").gauge().value();
    }
}
