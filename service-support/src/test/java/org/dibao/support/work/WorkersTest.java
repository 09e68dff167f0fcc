package org.dibao.support.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@Timeout(60)
class WorkersTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Workers workers = new Workers("tests", 1, 2, meters);
    private final CountDownLatch letGo = new CountDownLatch(1);

    @AfterEach
    void close() {
        letGo.countDown();
        workers.close();
    }

    @Test
    void workIsDoneInAThreadOfTheirs() {
        assertThat(run(() -> Thread.currentThread().getName()).block()).startsWith("tests-");
    }

    @Test
    void aFailureIsPassedOn() {
        assertThatThrownBy(() -> run(() -> {
                            throw new IllegalStateException("no");
                        })
                        .block())
                .hasMessage("no");
    }

    @Test
    void anErrorIsToldAndTheWorkersGoOn() {
        assertThatThrownBy(() -> run(() -> {
                            throw new StackOverflowError("deep");
                        })
                        .block())
                .hasRootCauseInstanceOf(StackOverflowError.class);
        assertThat(run(() -> "next").block()).isEqualTo("next");
    }

    @Test
    void whatDoesNotFitIntoTheQueueFailsAtOnce() {
        Disposable running = occupy();
        Disposable first = run(() -> "").subscribe();
        Disposable second = run(() -> "").subscribe();
        assertThat(queue()).isEqualTo(2);
        assertThatThrownBy(() -> run(() -> "").block()).isInstanceOf(Workers.Busy.class);
        List.of(running, first, second).forEach(Disposable::dispose);
    }

    @Test
    void whatIsCancelledLeavesTheQueueAtOnce() {
        occupy();
        for (int i = 0; i < 1000; i++) {
            Disposable waiting = run(() -> "").subscribe();
            assertThat(queue()).isEqualTo(1);
            waiting.dispose();
            assertThat(queue()).isZero();
        }
    }

    @Test
    void whatHasNoThreadInTimeIsNeverDone() {
        occupy();
        AtomicInteger done = new AtomicInteger();
        assertThatThrownBy(() -> workers.run(done::incrementAndGet, Duration.ofMillis(50), LONG)
                        .block())
                .isInstanceOf(Workers.Busy.class);
        assertThat(queue()).isZero();
        letGo.countDown();
        assertThat(run(() -> "next").block()).isEqualTo("next");
        assertThat(done).hasValue(0);
    }

    @Test
    void nothingComesOfWorkThatWasToldToTakeTooLong() {
        AtomicReference<String> used = new AtomicReference<>();
        Mono<String> late =
                workers.run(this::spinUntilLetGo, LONG, Duration.ofMillis(50)).doOnNext(used::set);
        assertThatThrownBy(late::block).isInstanceOf(Workers.TooLong.class);
        assertThat(busy()).isEqualTo(1); // it cannot be stopped
        letGo.countDown();
        await().until(() -> busy() == 0);
        assertThat(used).hasNullValue();
    }

    @Test
    void workThatGetsNoProcessorIsNotToldToTakeTooLong() {
        Mono<String> late = workers.run(this::untilLetGo, Duration.ofMillis(300), Duration.ofMillis(50));
        assertThatThrownBy(late::block).isInstanceOf(Workers.Busy.class);
    }

    @Test
    void whateverIsCancelledAtWhateverMomentLeavesNothing() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("WorkersTest seed " + seed);
        Random random = new Random(seed);
        try (Workers several = new Workers("several", 4, 10_000, meters)) {
            List<Disposable> running = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                int spins = random.nextInt(200);
                Disposable one = several.run(
                                () -> {
                                    for (int spin = 0; spin < spins; spin++) {
                                        Thread.onSpinWait();
                                    }
                                    return "done";
                                },
                                LONG,
                                LONG)
                        .subscribeOn(Schedulers.parallel())
                        .subscribe();
                var _ = Schedulers.boundedElastic().schedule(one::dispose, random.nextInt(300), TimeUnit.MICROSECONDS);
                running.add(one);
            }
            await().until(() -> running.stream().allMatch(Disposable::isDisposed));
            await().until(() -> gauge("dibao.workers.queue", "several") == 0);
            await().until(() -> gauge("dibao.workers.busy", "several") == 0);
        }
    }

    private <T> Mono<T> run(java.util.concurrent.Callable<T> work) {
        return workers.run(work, LONG, LONG);
    }

    private Disposable occupy() {
        Disposable running = run(this::untilLetGo).subscribe();
        await().pollInterval(Duration.ofMillis(1)).until(() -> busy() == 1);
        return running;
    }

    private String untilLetGo() throws InterruptedException {
        letGo.await();
        return "let go";
    }

    private String spinUntilLetGo() {
        while (letGo.getCount() > 0) {
            Thread.onSpinWait();
        }
        return "let go";
    }

    private int busy() {
        return gauge("dibao.workers.busy", "tests");
    }

    private int queue() {
        return gauge("dibao.workers.queue", "tests");
    }

    private int gauge(String name, String of) {
        return (int) meters.get(name).tag("of", of).gauge().value();
    }
}
