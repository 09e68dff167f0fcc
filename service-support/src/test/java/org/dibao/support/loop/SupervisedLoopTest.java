package org.dibao.support.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.dibao.support.loop.SupervisedLoop.Next;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SupervisedLoopTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final List<SupervisedLoop> started = new ArrayList<>();

    static Stream<Throwable> allThatCanEndAStep() {
        return Stream.of(
                new OutOfMemoryError("thrown by a test"),
                new StackOverflowError(),
                new NoClassDefFoundError("org/dibao/Missing"),
                new AssertionError("thrown by a test"),
                new IllegalStateException("thrown by a test"),
                new IOException("thrown by a test"),
                new InterruptedException("nobody closes the loop"),
                new Throwable("neither an exception nor an error"));
    }

    @ParameterizedTest
    @MethodSource("allThatCanEndAStep")
    void aStepThatEndsInAnyWayRunsAgain(Throwable end) {
        AtomicInteger runs = new AtomicInteger();
        SupervisedLoop loop = start(SupervisedLoop.of("test", () -> {
            if (runs.incrementAndGet() == 1) {
                SupervisedLoopTest.<RuntimeException>sneak(end);
            }
            return Next.after(Duration.ofMillis(10));
        }));

        await().atMost(SOON).until(() -> runs.get() >= 3);

        assertThat(loop.state())
                .isInstanceOfSatisfying(
                        LoopState.Running.class,
                        running -> assertThat(running.lastProgress())
                                .isBetween(Instant.now().minusSeconds(5), Instant.now()));
    }

    @ParameterizedTest
    @MethodSource("allThatCanEndAStep")
    void whileItFailsItSaysSinceWhenAndWhy(Throwable end) {
        Instant before = Instant.now();
        SupervisedLoop loop = start(SupervisedLoop.of("test", () -> {
            SupervisedLoopTest.<RuntimeException>sneak(end);
            return Next.AGAIN;
        }));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(loop.state())
                        .isInstanceOfSatisfying(LoopState.Failing.class, failing -> {
                            assertThat(failing.failures()).isGreaterThanOrEqualTo(2);
                            assertThat(failing.since())
                                    .isBetween(before, Instant.now().minusMillis(100));
                            assertThat(failing.cause()).isSameAs(end);
                            assertThat(failing.lastProgress()).isNull();
                            assertThat(failing.isFit()).isEqualTo(!(end instanceof Error));
                        }));
    }

    /** As when memory is so short that not even the failure can be told. */
    @Test
    void aFailureThatCannotBeToldEndsNothing() {
        AtomicInteger runs = new AtomicInteger();
        start(SupervisedLoop.of("test", () -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public @Nullable String getMessage() {
                        throw new OutOfMemoryError("thrown by a test");
                    }
                };
            }
            return Next.DONE;
        }));

        await().atMost(SOON).until(() -> runs.get() == 2);
    }

    @Test
    void progressWithinAStepEndsAFailure() {
        AtomicInteger runs = new AtomicInteger();
        AtomicReference<SupervisedLoop> self = new AtomicReference<>();
        CountDownLatch end = new CountDownLatch(1);
        SupervisedLoop loop = SupervisedLoop.of("test", () -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("once");
            }
            self.get().progressed();
            end.await();
            return Next.DONE;
        });
        self.set(loop);

        start(loop);

        await().atMost(SOON).until(() -> runs.get() == 2 && loop.state() instanceof LoopState.Running);
    }

    @Test
    void pausesGrowUpToTheirLimitAndAreShortAgainAfterProgress() {
        List<Long> starts = new ArrayList<>();
        AtomicReference<SupervisedLoop> self = new AtomicReference<>();
        SupervisedLoop loop = SupervisedLoop.of("test", () -> {
            synchronized (starts) {
                starts.add(System.nanoTime());
                if (starts.size() == 4) {
                    self.get().progressed();
                }
            }
            throw new IllegalStateException("each time");
        });
        self.set(loop);
        start(loop);

        await().atMost(SOON).until(() -> {
            synchronized (starts) {
                return starts.size() >= 5;
            }
        });

        assertThat(millis(starts, 0)).isGreaterThanOrEqualTo(100);
        assertThat(millis(starts, 1)).isGreaterThanOrEqualTo(200);
        assertThat(millis(starts, 2)).isGreaterThanOrEqualTo(400);
        assertThat(millis(starts, 3)).as("after progress").isBetween(100L, 799L);
        assertThat(SupervisedLoop.MAX_PAUSE).isLessThan(SOON);
    }

    private static long millis(List<Long> starts, int from) {
        synchronized (starts) {
            return TimeUnit.NANOSECONDS.toMillis(starts.get(from + 1) - starts.get(from));
        }
    }

    @Test
    void aStepThatIsDoneEndsTheLoop() {
        SupervisedLoop loop = start(SupervisedLoop.of("test", () -> Next.DONE));

        await().atMost(SOON).untilAsserted(() -> assertThat(loop.state()).isEqualTo(new LoopState.Ended()));
    }

    @Test
    void aTaskRunsFromTimeToTime() {
        AtomicInteger runs = new AtomicInteger();
        SupervisedLoop loop = start(SupervisedLoop.every(Duration.ofMillis(5), "test", runs::incrementAndGet));

        await().atMost(SOON).until(() -> runs.get() >= 3);
        loop.close();

        int atClose = runs.get();
        assertThat(loop.state()).isEqualTo(new LoopState.Ended());
        assertThat(threadsNamed("test")).isEmpty();
        assertThat(runs).hasValue(atClose);
    }

    @Test
    void closingInterruptsAStepThatMayBeInterrupted() {
        CountDownLatch never = new CountDownLatch(1);
        SupervisedLoop loop = start(SupervisedLoop.of("test", () -> {
            never.await();
            return Next.AGAIN;
        }));
        await().atMost(SOON).until(() -> !threadsNamed("test").isEmpty());

        long start = System.nanoTime();
        loop.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SupervisedLoop.PATIENCE);
        assertThat(threadsNamed("test")).isEmpty();
    }

    @Test
    void closingWakesAStepThatMustNotBeInterrupted() {
        CountDownLatch woken = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        SupervisedLoop loop = start(SupervisedLoop.of(
                "test",
                () -> {
                    try {
                        woken.await();
                    } catch (InterruptedException e) {
                        interrupted.set(true);
                    }
                    return Next.AGAIN;
                },
                woken::countDown));
        await().atMost(SOON).until(() -> !threadsNamed("test").isEmpty());

        loop.close();

        assertThat(threadsNamed("test")).isEmpty();
        assertThat(interrupted).isFalse();
    }

    @Test
    void closingAFailingLoopDoesNotWaitForItsPause() {
        AtomicInteger runs = new AtomicInteger();
        SupervisedLoop loop = start(SupervisedLoop.of(
                "test",
                () -> {
                    runs.incrementAndGet();
                    throw new OutOfMemoryError("thrown by a test");
                },
                () -> {}));
        await().atMost(SOON).until(() -> runs.get() >= 4);

        long start = System.nanoTime();
        loop.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
        assertThat(threadsNamed("test")).isEmpty();
    }

    @Test
    void closingEndsAlsoIfTheStepDoesNot() {
        AtomicBoolean end = new AtomicBoolean();
        SupervisedLoop loop = start(SupervisedLoop.of("test", () -> {
            while (!end.get()) {
                Thread.onSpinWait();
            }
            return Next.DONE;
        }));
        await().atMost(SOON).until(() -> !threadsNamed("test").isEmpty());

        long start = System.nanoTime();
        loop.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(SupervisedLoop.PATIENCE.multipliedBy(2).plusSeconds(2));
        end.set(true);
    }

    @Test
    void aStepMayCloseItsLoop() {
        AtomicReference<SupervisedLoop> self = new AtomicReference<>();
        SupervisedLoop loop = SupervisedLoop.of("test", () -> {
            self.get().close();
            return Next.AGAIN;
        });
        self.set(loop);

        start(loop);

        await().atMost(SOON).until(() -> threadsNamed("test").isEmpty());
        assertThat(loop.state()).isEqualTo(new LoopState.Ended());
    }

    @Test
    void aLoopThatWasClosedDoesNotStart() {
        AtomicInteger runs = new AtomicInteger();
        SupervisedLoop loop = SupervisedLoop.every(Duration.ofMillis(1), "test", runs::incrementAndGet);

        assertThat(loop.state()).isEqualTo(new LoopState.New());
        loop.close();
        loop.start();

        assertThat(threadsNamed("test")).isEmpty();
        assertThat(runs).hasValue(0);
    }

    private SupervisedLoop start(SupervisedLoop loop) {
        started.add(loop);
        loop.start();
        return loop;
    }

    private static List<Thread> threadsNamed(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable e) throws E {
        throw (E) e;
    }

    @AfterEach
    void close() {
        started.forEach(SupervisedLoop::close);
    }
}
