package org.dibao.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.delivery.Heap;
import org.dibao.delivery.attempts.Attempt;
import org.dibao.delivery.attempts.AttemptLog;
import org.dibao.delivery.attempts.Status;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.Channel;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.events.EventSource;
import org.dibao.delivery.progress.Progress;
import org.dibao.delivery.progress.Progress.State;
import org.dibao.delivery.progress.Progress.Waiting;
import org.dibao.delivery.progress.ProgressBuilder;
import org.dibao.delivery.progress.ProgressLog;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.eventlog.LogIdentity;
import org.dibao.eventlog.publicevents.LogEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/**
 * What parked subscriptions cost: something each, and nothing for each event that waits for them. With
 * {@code -Ddelivery.full=true} there are 100,000.
 */
class ParkedMemoryTest {
    private static final int SUBSCRIPTIONS = Boolean.getBoolean("delivery.full") ? 100_000 : 5_000;
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final Nothing world = new Nothing();
    private final Dispatcher dispatcher = new Dispatcher(
            CouriersBuilder.builder()
                    .agenda(world)
                    .events(world)
                    .channel(world)
                    .progress(world)
                    .attempts(world)
                    .limits(Simulation.LIMITS)
                    .random(new Random(1))
                    .outcomes(_ -> {})
                    .build(),
            () -> true,
            _ -> 0);

    @Test
    void whatWaitsForParkedSubscriptionsTakesNoMemory() {
        for (int i = 0; i < SUBSCRIPTIONS; i++) {
            dispatcher.define(Simulation.subscription("sub_" + i).build());
        }
        run();
        long before = Heap.used();

        dispatcher.own(0, parked());
        run();
        long parked = Heap.used() - before;

        world.last = new Position(10_000_000);
        dispatcher.wake();
        run();
        long waiting = Heap.used() - before - parked;

        System.out.printf(
                "%,d parked subscriptions: %,d bytes each; ten million events that wait for each of them: %,d bytes in all%n",
                SUBSCRIPTIONS, parked / SUBSCRIPTIONS, waiting);
        CompletableFuture<Map<String, Status>> statuses = dispatcher.statuses().toFuture();
        run();
        assertThat(statuses.join()).hasSize(SUBSCRIPTIONS).allSatisfy((_, status) -> {
            assertThat(status.state()).isEqualTo("parked");
            assertThat(status.lag()).isEqualTo(10_000_000 - 41);
        });
        assertThat(parked / SUBSCRIPTIONS).isLessThan(3_000);
        assertThat(waiting / SUBSCRIPTIONS).isLessThan(8);
    }

    private Map<String, Progress> parked() {
        Map<String, Progress> all = new HashMap<>();
        for (int i = 0; i < SUBSCRIPTIONS; i++) {
            all.put(
                    "sub_" + i,
                    ProgressBuilder.builder()
                            .log("log")
                            .cursor(new Position(42))
                            .waiting(List.of(new Waiting(new Position(42), "a", 80, NOW, NOW, false)))
                            .state(State.PARKED)
                            .failingSince(NOW)
                            .probes(80)
                            .nextProbe(NOW)
                            .build());
        }
        return all;
    }

    private void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Many events, none of which is ever asked for. */
    private final class Nothing implements Agenda, EventSource, Channel, ProgressLog, AttemptLog {
        private Position last = new Position(50);

        @Override
        public Instant now() {
            return NOW;
        }

        @Override
        public void add(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void addAt(Instant time, Runnable task) {
            throw new AssertionError("nothing is waited for");
        }

        @Override
        public LogIdentity identity() {
            return LogIdentity.of("log");
        }

        @Override
        public String site() {
            return "";
        }

        @Override
        public Position last() {
            return last;
        }

        @Override
        public @Nullable List<LogEvent> after(Position position, int max) {
            throw new AssertionError("no event is read");
        }

        @Override
        public Mono<Void> load(Position position) {
            throw new AssertionError("no event is loaded");
        }

        @Override
        public Mono<Position> before(Instant time) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean serves(String kind) {
            return true;
        }

        @Override
        public void check(Subscription subscription) {}

        @Override
        public Mono<Answer> send(Subscription to, Message message) {
            throw new AssertionError("nothing is sent");
        }

        @Override
        public CompletableFuture<?> write(String subscription, Progress progress) {
            throw new AssertionError("nothing has changed");
        }

        @Override
        public void delete(String subscription) {}

        @Override
        public void add(String subscription, Attempt attempt) {
            throw new AssertionError("nothing was sent");
        }

        @Override
        public Mono<List<Attempt>> of(String subscription) {
            return Mono.just(List.of());
        }

        @Override
        public void forget(String subscription) {}
    }
}
