package org.dibao.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.delivery.attempts.Deliveries;
import org.dibao.delivery.attempts.Status;
import org.dibao.delivery.channel.Verdict;
import org.dibao.delivery.dispatch.Simulation.Received;
import org.dibao.delivery.dispatch.Simulation.Reply;
import org.dibao.delivery.progress.Progress;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.subscription.Subscription.Ordering;
import org.dibao.delivery.subscription.Subscription.Payload;
import org.dibao.delivery.subscription.Subscription.Redelivery;
import org.dibao.delivery.subscription.SubscriptionBuilder;
import org.dibao.eventlog.publicevents.EventFilter.Match;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What subscribers are promised, in a simulated world: random runs print their seed. */
class DeliveryTest {
    private static final Duration LONG = Duration.ofDays(2);

    private final long seed = Long.getLong("dibao.seed", System.nanoTime());
    private final Simulation world = new Simulation(seed);

    /** Targets that fail in every way, and an instance that ends between any two steps. */
    @RepeatedTest(25)
    void everythingArrivesInOrderWhateverFails() {
        System.out.println("seed " + seed + " (-Ddibao.seed)");
        for (int i = 0; i < 6; i++) {
            double failing = world.random.nextDouble() * 0.4;
            world.subscribe(
                    Simulation.subscription("sub_" + i)
                            .ordering(i % 3 == 0 ? Ordering.STRICT : Ordering.ARTICLE)
                            .payload(i % 2 == 0 ? Payload.THIN : Payload.WHOLE)
                            .maxConcurrent(1 + world.random.nextInt(10))
                            .filter(i == 4 ? Map.of("category", List.of("river")) : Map.of())
                            .build(),
                    (random, _, _) -> {
                        if (random.nextDouble() > failing) {
                            return Reply.ok(random.nextInt(300));
                        }
                        return switch (random.nextInt(5)) {
                            case 0 -> Reply.error(500, random.nextInt(100));
                            case 1 -> Reply.refused();
                            case 2 -> Reply.cut(random.nextInt(2000));
                            case 3 ->
                                new Reply(Verdict.RETRY, 429, Duration.ofMillis(5), false, Duration.ofSeconds(7), true);
                            default -> Reply.silent();
                        };
                    });
        }
        world.start();
        for (int i = 0; i < 400; i++) {
            world.publish("a" + world.random.nextInt(12), world.random.nextBoolean() ? "river" : "sea");
            int steps = world.random.nextInt(30);
            for (int step = 0; step < steps; step++) {
                world.step();
            }
            if (world.random.nextInt(25) == 0) {
                world.kill();
                world.run(Duration.ofMillis(world.random.nextInt(8000)));
                world.start();
            }
        }
        world.await(LONG, () -> world.subscriptions.keySet().stream().allMatch(this::hasEverything));

        world.subscriptions.values().forEach(this::inOrder);
    }

    private boolean hasEverything(String id) {
        Set<Position> there =
                world.received.get(id).stream().map(Received::position).collect(Collectors.toSet());
        return wanted(id).stream().allMatch(there::contains);
    }

    private List<Position> wanted(String id) {
        var filter = world.subscriptions.get(id).eventFilter();
        return world.log.stream()
                .filter(event -> filter.match(event) != Match.NO)
                .map(event -> event.position())
                .toList();
    }

    /** What comes for the first time comes in order, and what comes again has the same id. */
    private void inOrder(Subscription subscription) {
        List<Received> all = world.received.get(subscription.id());
        Set<Position> seen = new HashSet<>();
        Map<String, Position> last = new HashMap<>();
        Map<Position, String> ids = new HashMap<>();
        for (Received one : all) {
            String chain = subscription.ordering() == Ordering.STRICT ? "" : one.article();
            if (seen.add(one.position())) {
                Position before = last.put(chain, one.position());
                assertThat(before == null || one.position().isAfter(before))
                        .as("seed %d: %s got %s after %s", seed, subscription, one.position(), before)
                        .isTrue();
            }
            assertThat(ids.computeIfAbsent(one.position(), _ -> one.id())).isEqualTo(one.id());
        }
        assertThat(seen)
                .as("seed %d: %s", seed, subscription)
                .containsExactlyInAnyOrderElementsOf(wanted(subscription.id()));
    }

    @Test
    void withoutFailuresNothingComesTwice() {
        world.subscribe("sub_a", Ordering.ARTICLE, 8, (random, _, _) -> Reply.ok(random.nextInt(100)));
        world.start();
        for (int i = 0; i < 500; i++) {
            world.publish("a" + i % 7, "river");
            world.run(Duration.ofMillis(20));
        }
        world.await(LONG, () -> hasEverything("sub_a"));
        world.run(Duration.ofMinutes(1));

        assertThat(world.received.get("sub_a")).hasSize(500);
        assertThat(world.mostUnderWay).isLessThanOrEqualTo(8);
    }

    @Test
    void aTargetThatIsDownForThreeDaysCatchesUpInOrderAndNobodyWaitsForIt() {
        Instant back = world.now().plus(Duration.ofDays(3));
        world.subscribe(
                "sub_down", Ordering.ARTICLE, 8, (_, now, _) -> now.isBefore(back) ? Reply.refused() : Reply.ok(20));
        world.subscribe("sub_other", Ordering.ARTICLE, 8, (_, _, _) -> Reply.ok(20));
        world.start();
        for (int i = 0; i < 3 * 24 * 12; i++) {
            world.publish("a" + i % 50, "river");
            world.run(Duration.ofMinutes(5));
        }
        assertThat(world.attempts.stream().filter(attempt -> !attempt.result().equals("delivered")))
                .as("one probe an hour, not one for each event")
                .hasSizeLessThan(150);
        Progress down = Json.read(world.kept.get("sub_down"), Progress.class);
        assertThat(down.waiting()).as("what waits costs nothing").hasSize(1);

        world.await(Duration.ofMinutes(90), () -> hasEverything("sub_down"));

        inOrder(world.subscriptions.get("sub_down"));
        inOrder(world.subscriptions.get("sub_other"));
        assertThat(world.received.get("sub_other"))
                .allSatisfy(one -> assertThat(Duration.between(world.publishedAt.get(one.position()), one.at()))
                        .isLessThan(Duration.ofSeconds(1)));
    }

    @Test
    void anEventThatIsRefusedHoldsUpOnlyItsArticle() {
        world.subscribe(
                "sub_a",
                Ordering.ARTICLE,
                4,
                (_, _, message) -> message.event().article().equals("bad") ? Reply.error(422, 10) : Reply.ok(10));
        world.start();
        for (int i = 0; i < 100; i++) {
            world.publish(i % 10 == 0 ? "bad" : "good" + i, "river");
        }
        world.run(Duration.ofMinutes(10));

        assertThat(world.received.get("sub_a")).hasSize(90);
        Progress progress = Json.read(world.kept.get("sub_a"), Progress.class);
        assertThat(progress.cursor()).isEqualTo(new Position(99));
        assertThat(progress.waiting()).hasSize(10);
    }

    @Test
    void strictMeansThatOneThatIsRefusedHoldsUpEverything() {
        world.subscribe(
                "sub_a",
                Ordering.STRICT,
                4,
                (_, _, message) -> message.event().position().value() == 5 ? Reply.error(422, 10) : Reply.ok(10));
        world.start();
        for (int i = 0; i < 100; i++) {
            world.publish("a" + i, "river");
        }
        world.run(Duration.ofMinutes(10));

        assertThat(world.received.get("sub_a"))
                .extracting(one -> one.position().value())
                .containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(world.mostUnderWay).isEqualTo(1);
    }

    @Test
    void whatFailsForTooLongIsParkedAndResumesWhereItStopped() {
        boolean[] works = {false};
        world.subscribe("sub_a", Ordering.ARTICLE, 4, (_, _, _) -> works[0] ? Reply.ok(10) : Reply.error(503, 10));
        world.start();
        for (int i = 0; i < 30; i++) {
            world.publish("a" + i % 3, "river");
        }
        world.run(Duration.ofDays(5));
        Progress parked = Json.read(world.kept.get("sub_a"), Progress.class);
        assertThat(parked.state()).isEqualTo(Progress.State.PARKED);
        int attempts = world.attempts.size();
        world.run(Duration.ofDays(5));
        assertThat(world.attempts).as("nothing is sent while it is parked").hasSize(attempts);

        world.kill();
        works[0] = true;
        world.start();
        world.run(Duration.ofHours(2));
        assertThat(world.received.get("sub_a")).as("also not after a restart").isEmpty();
        world.define(SubscriptionBuilder.builder(world.subscriptions.get("sub_a"))
                .resumes(1)
                .build());
        world.await(Duration.ofMinutes(1), () -> hasEverything("sub_a"));

        inOrder(world.subscriptions.get("sub_a"));
    }

    @Test
    void aTargetThatIsGoneIsNotCalledAgain() {
        world.subscribe(
                "sub_a",
                Ordering.ARTICLE,
                1,
                (_, _, _) -> new Reply(Verdict.GONE, 410, Duration.ofMillis(5), true, null, true));
        world.start();
        world.publish("a", "river");
        world.publish("b", "river");
        world.run(Duration.ofDays(1));
        world.kill();
        world.start();
        world.run(Duration.ofDays(1));

        assertThat(world.received.get("sub_a")).hasSize(1);
        assertThat(Json.read(world.kept.get("sub_a"), Progress.class).state()).isEqualTo(Progress.State.ENDED);
    }

    @Test
    void retryAfterIsObeyedWithinItsLimit() {
        List<Instant> calls = new ArrayList<>();
        world.subscribe("sub_a", Ordering.ARTICLE, 1, (_, now, _) -> {
            calls.add(now);
            Duration asked = calls.size() == 1 ? Duration.ofMinutes(3) : Duration.ofDays(9);
            return new Reply(Verdict.RETRY, 429, Duration.ofMillis(5), false, asked, true);
        });
        world.start();
        world.publish("a", "river");
        world.run(Duration.ofDays(2));

        assertThat(Duration.between(calls.get(0), calls.get(1)))
                .isBetween(Duration.ofMinutes(3), Duration.ofMinutes(4));
        assertThat(Duration.between(calls.get(1), calls.get(2))).isBetween(Duration.ofHours(24), Duration.ofHours(25));
    }

    @Test
    void aRangeIsSentAgainWithTheSameIdsBesideWhatIsNew() {
        world.subscribe("sub_a", Ordering.ARTICLE, 4, (random, _, _) -> Reply.ok(random.nextInt(50)));
        world.start();
        for (int i = 0; i < 200; i++) {
            world.publish("a" + i % 9, "river");
        }
        world.await(LONG, () -> hasEverything("sub_a"));
        world.run(Duration.ofSeconds(5));
        int before = world.received.get("sub_a").size();
        world.define(SubscriptionBuilder.builder(world.subscriptions.get("sub_a"))
                .redeliveries(List.of(
                        new Redelivery(1, new Position(10), new Position(59)),
                        new Redelivery(2, new Position(100), new Position(100))))
                .build());
        world.run(Duration.ofMillis(100));
        world.kill();
        world.start();
        world.publish("new", "river");
        world.run(Duration.ofMinutes(1));

        List<Received> again = world.received
                .get("sub_a")
                .subList(before, world.received.get("sub_a").size());
        assertThat(again.stream().map(one -> one.position().value()).distinct())
                .hasSize(52)
                .contains(10L, 59L, 100L, 200L);
        inOrder(world.subscriptions.get("sub_a"));
        assertThat(Json.read(world.kept.get("sub_a"), Progress.class).redelivered())
                .isEqualTo(2);
    }

    @Test
    void whoeverHasLostItsLeaseSendsAndWritesNothing() {
        world.subscribe("sub_a", Ordering.ARTICLE, 4, (_, _, _) -> Reply.ok(10));
        world.start();
        world.run(Duration.ofSeconds(1));
        world.leased = false;
        world.publish("a", "river");
        world.run(Duration.ofDays(1));
        assertThat(world.received.get("sub_a")).isEmpty();

        world.leased = true;
        world.dispatcher().wake();
        world.run(Duration.ofSeconds(1));

        assertThat(world.received.get("sub_a")).hasSize(1);
        assertThat(Json.read(world.kept.get("sub_a"), Progress.class).cursor()).isEqualTo(new Position(0));
    }

    @Test
    void nothingIsSentWhilePaused() {
        Subscription paused = Simulation.subscription("sub_a").paused(true).build();
        world.subscribe(paused, (_, _, _) -> Reply.ok(10));
        world.start();
        world.publish("a", "river");
        world.run(Duration.ofDays(1));
        assertThat(world.received.get("sub_a")).isEmpty();

        world.define(SubscriptionBuilder.builder(paused).paused(false).build());
        world.run(Duration.ofSeconds(1));

        assertThat(world.received.get("sub_a")).hasSize(1);
    }

    @Test
    void aPausedInstanceCallsNobodyAndTheNextOneSendsAll() {
        world.subscribe("sub_a", Ordering.ARTICLE, 4, (_, _, _) -> Reply.ok(10));
        world.paused = true;
        world.start();
        world.publish("a", "river");
        world.publish("b", "river");
        world.run(Duration.ofDays(1));
        assertThat(world.received.get("sub_a")).isEmpty();

        world.kill();
        world.paused = false;
        world.start();
        world.run(Duration.ofMinutes(1));
        assertThat(world.received.get("sub_a")).hasSize(2);
    }

    @Test
    void whatEndsOrderlyRepeatsNothing() {
        world.subscribe("sub_a", Ordering.ARTICLE, 4, (_, _, _) -> Reply.ok(10));
        world.start();
        for (int i = 0; i < 10; i++) {
            world.publish("a" + i, "river");
        }
        world.run(Duration.ofMillis(150));
        assertThat(world.kept).as("not written yet").doesNotContainKey("sub_a");
        var released = world.dispatcher().release(List.of(0));
        world.run(Duration.ofSeconds(3));
        assertThat(released).isCompleted();
        world.kill();
        world.start();
        world.run(Duration.ofMinutes(1));

        assertThat(world.received.get("sub_a")).hasSize(10);
    }

    /** What a subscription that cannot be delivered costs does not depend on how much waits for it. */
    @Test
    void manyThatWaitTakeNoMemory() {
        for (int i = 0; i < 500; i++) {
            boolean refuses = i % 2 == 0;
            world.subscribe(
                    "sub_" + i, Ordering.ARTICLE, 8, (_, _, _) -> refuses ? Reply.refused() : Reply.error(500, 10));
        }
        world.start();
        world.publish("first", "river");
        world.run(Duration.ofDays(5));
        world.attempts.clear();
        for (int i = 0; i < 5000; i++) {
            world.publish("a" + i, "river");
        }
        world.run(Duration.ofDays(1));

        assertThat(world.attempts).as("all are parked").isEmpty();
        assertThat(world.kept.values()).allSatisfy(json -> {
            Progress progress = Json.read(json, Progress.class);
            assertThat(progress.state()).isEqualTo(Progress.State.PARKED);
            assertThat(progress.waiting()).hasSizeLessThan(20);
        });
    }

    @Test
    void aTargetThatAnswersWithErrorsIsProbedToo() {
        world.subscribe("sub_a", Ordering.ARTICLE, 8, (_, _, _) -> Reply.error(500, 10));
        world.start();
        for (int i = 0; i < 2000; i++) {
            world.publish("a" + i, "river");
        }
        world.run(Duration.ofDays(1));

        assertThat(world.attempts).hasSizeLessThan(60);
        assertThat(Json.read(world.kept.get("sub_a"), Progress.class).waiting()).hasSizeLessThan(20);
    }

    @Test
    void itIsToldToWhomAnEventWasDelivered() {
        world.subscribe("sub_has_it", Ordering.ARTICLE, 4, (_, _, _) -> Reply.ok(10));
        world.subscribe(
                "sub_fails_with_one",
                Ordering.ARTICLE,
                4,
                (_, _, message) -> message.event().article().equals("b") ? Reply.error(500, 10) : Reply.ok(10));
        world.subscribe(
                Simulation.subscription("sub_of_the_sea")
                        .filter(Map.of("category", List.of("sea")))
                        .build(),
                (_, _, _) -> Reply.ok(10));
        world.subscribe(
                Simulation.subscription("sub_of_later").after(new Position(1)).build(), (_, _, _) -> Reply.ok(10));
        world.subscribe(Simulation.subscription("sub_paused").paused(true).build(), (_, _, _) -> Reply.ok(10));
        world.start();
        world.publish("a", "river");
        world.publish("b", "river");
        world.publish("c", "river");
        world.run(Duration.ofSeconds(3));

        assertThat(deliveries(0)).isEqualTo(new Deliveries(3, 2, 1, 0, 0));
        assertThat(deliveries(1)).isEqualTo(new Deliveries(3, 1, 2, 0, 0));
        assertThat(deliveries(2)).isEqualTo(new Deliveries(4, 3, 1, 0, 0));

        world.kill();
        world.start();
        world.run(Duration.ofSeconds(1));
        assertThat(deliveries(1)).as("after a restart").isEqualTo(new Deliveries(3, 1, 2, 0, 0));
        assertThat(deliveries(2)).as("after a restart").isEqualTo(new Deliveries(4, 3, 1, 0, 0));

        world.run(Duration.ofDays(5));
        assertThat(deliveries(1)).as("given up").isEqualTo(new Deliveries(3, 1, 1, 1, 0));
        assertThat(deliveries(2)).as("delivered before").isEqualTo(new Deliveries(4, 3, 1, 0, 0));
    }

    /** A redelivery that fails does not make undelivered what was delivered. */
    @Test
    void whatIsSentAgainCountsAsDelivered() {
        boolean[] fails = {false};
        Subscription subscription = Simulation.subscription("sub_a").build();
        world.subscribe(subscription, (_, _, _) -> fails[0] ? Reply.error(500, 10) : Reply.ok(10));
        world.start();
        world.publish("a", "river");
        world.run(Duration.ofSeconds(1));
        fails[0] = true;
        world.define(SubscriptionBuilder.builder(subscription)
                .redeliveries(List.of(new Redelivery(1, new Position(0), new Position(0))))
                .build());
        world.run(Duration.ofSeconds(1));

        assertThat(world.attempts).hasSizeGreaterThan(1);
        assertThat(deliveries(0)).isEqualTo(new Deliveries(1, 1, 0, 0, 0));
    }

    @Test
    void ofASubscriptionWithoutAStatusNothingIsKnown() {
        world.subscribe("sub_a", Ordering.ARTICLE, 4, (_, _, _) -> Reply.ok(10));
        world.publish("a", "river");

        assertThat(Deliveries.of(world.log.getFirst(), world.subscriptions.values(), Map.of()))
                .isEqualTo(new Deliveries(1, 0, 0, 0, 1));
    }

    private Deliveries deliveries(int position) {
        AtomicReference<Map<String, Status>> statuses = new AtomicReference<>(Map.of());
        world.dispatcher().statuses().subscribe(statuses::set);
        world.run(Duration.ofMillis(1));
        return Deliveries.of(world.log.get(position), world.subscriptions.values(), statuses.get());
    }
}
