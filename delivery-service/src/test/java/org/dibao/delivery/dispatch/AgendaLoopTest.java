package org.dibao.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.dibao.support.loop.LoopState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgendaLoopTest {
    private final AgendaLoop agenda = new AgendaLoop(Clock.systemUTC());

    @AfterEach
    void close() {
        agenda.close();
    }

    private void started() {
        agenda.start();
        CountDownLatch ran = new CountDownLatch(1);
        agenda.add(ran::countDown);
        await().until(() -> ran.getCount() == 0);
        await().until(this::isFree);
    }

    private boolean isFree() {
        Thread[] ran = {null};
        agenda.add(() -> ran[0] = Thread.currentThread());
        return ran[0] == Thread.currentThread();
    }

    @Test
    void aTaskRunsAtOnceInTheThreadThatAddsIt() {
        started();
        List<Thread> threads = new ArrayList<>();

        agenda.add(() -> threads.add(Thread.currentThread()));

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void nothingRunsBeforeTheStart() {
        List<String> ran = new ArrayList<>();
        agenda.add(() -> ran.add("early"));

        assertThat(ran).isEmpty();

        started();
        assertThat(ran).containsExactly("early");
    }

    @Test
    void whatATaskAddsRunsAfterIt() {
        started();
        List<String> ran = new ArrayList<>();

        agenda.add(() -> {
            agenda.add(() -> ran.add("second"));
            agenda.add(() -> ran.add("third"));
            ran.add("first");
        });

        assertThat(ran).containsExactly("first", "second", "third");
    }

    @Test
    void manyThreadsAddAndTasksRunOneAfterAnotherInTheirOrder() throws Exception {
        started();
        int[] running = {0};
        AtomicInteger most = new AtomicInteger();
        List<List<Integer>> ran = new ArrayList<>();
        IntStream.range(0, 4).forEach(_ -> ran.add(new ArrayList<>()));
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(number -> Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 5000; i++) {
                        int task = i;
                        agenda.add(() -> {
                            most.accumulateAndGet(++running[0], Math::max);
                            ran.get(number).add(task);
                            running[0]--;
                        });
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        await().until(this::isFree);

        assertThat(most).hasValue(1);
        assertThat(ran)
                .allSatisfy(tasks -> assertThat(tasks)
                        .containsExactlyElementsOf(
                                IntStream.range(0, 5000).boxed().toList()));
    }

    /** Somebody who adds a task serves connections, and must not be kept. */
    @Test
    void whoeverHelpsLeavesWhatIsTooMuchToTheLoop() {
        started();
        List<Thread> threads = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);

        agenda.add(() -> {
            IntStream.range(0, 10_000).forEach(_ -> agenda.add(() -> threads.add(Thread.currentThread())));
            agenda.add(done::countDown);
        });

        await().until(() -> done.getCount() == 0);
        assertThat(threads).hasSize(10_000);
        assertThat(threads.stream().filter(Thread.currentThread()::equals)).hasSizeLessThan(100);
    }

    @Test
    void aFailureIsTheLoopsAndNotThatOfWhoeverAddsTheTask() {
        started();
        List<LoopState> states = new CopyOnWriteArrayList<>();

        agenda.add(() -> {
            agenda.add(() -> agenda.loops().forEach(loop -> states.add(loop.state())));
            throw new StackOverflowError("of a task");
        });

        await().untilAsserted(() -> assertThat(states).singleElement().isInstanceOf(LoopState.Failing.class));
        await().until(this::isFree);
        assertThat(agenda.loops()).allMatch(loop -> loop.state() instanceof LoopState.Running);
    }

    @Test
    void whatIsForLaterRunsThenAlsoWhileAnotherTaskTakesLong() throws Exception {
        started();
        CountDownLatch later = new CountDownLatch(1);
        CountDownLatch muchLater = new CountDownLatch(1);
        CountDownLatch long_ = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        agenda.addAt(agenda.now().plus(Duration.ofMillis(50)), later::countDown);
        agenda.addAt(agenda.now().plus(Duration.ofMillis(300)), muchLater::countDown);
        Thread helper = Thread.ofPlatform()
                .start(() -> agenda.add(() -> {
                    begun.countDown();
                    try {
                        assertThat(long_.await(10, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(later.await(200, TimeUnit.MILLISECONDS))
                .as("one after another")
                .isFalse();

        long_.countDown();

        assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(muchLater.await(900, TimeUnit.MILLISECONDS))
                .as("nobody has added anything since")
                .isTrue();
        helper.join();
    }
}
