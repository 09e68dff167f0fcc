package org.dibao.delivery.dispatch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.delivery.Publications;
import org.dibao.delivery.attempts.Attempt;
import org.dibao.delivery.attempts.AttemptLog;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.AnswerBuilder;
import org.dibao.delivery.channel.Channel;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.channel.Verdict;
import org.dibao.delivery.events.EventSource;
import org.dibao.delivery.progress.Progress;
import org.dibao.delivery.progress.ProgressLog;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.subscription.Subscription.Ordering;
import org.dibao.delivery.subscription.Subscription.Payload;
import org.dibao.delivery.subscription.SubscriptionBuilder;
import org.dibao.eventlog.LogIdentity;
import org.dibao.eventlog.publicevents.LogEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A world without threads and with a clock of its own: a log, targets that answer as they are told, and an instance of the
 * service that can end anywhere. Only what was kept outlives it. The same seed gives the same run.
 */
final class Simulation {
    static final Duration INTERVAL = Duration.ofMillis(200);
    static final DispatchLimits LIMITS = limits(false);

    /** What a target does with an attempt. */
    interface Target {
        /** @return absent if it never answers within the time limit of the channel */
        Reply reply(Random random, Instant now, Message message);
    }

    /**
     * @param took     until it is known
     * @param received whether the target has the message nevertheless
     */
    record Reply(
            Verdict verdict,
            int status,
            Duration took,
            boolean received,
            @Nullable Duration retryAfter,
            boolean connected) {
        static Reply ok(long millis) {
            return new Reply(Verdict.DELIVERED, 200, Duration.ofMillis(millis), true, null, true);
        }

        static Reply error(int status, long millis) {
            return new Reply(Verdict.RETRY, status, Duration.ofMillis(millis), false, null, true);
        }

        static Reply refused() {
            return new Reply(Verdict.RETRY, 0, Duration.ofMillis(1), false, null, false);
        }

        /** The connection was cut after the target had the message. */
        static Reply cut(long millis) {
            return new Reply(Verdict.RETRY, 0, Duration.ofMillis(millis), true, null, true);
        }

        static Reply silent() {
            return new Reply(Verdict.RETRY, 0, Duration.ofSeconds(20), false, null, true);
        }
    }

    /** What a target got. */
    record Received(Instant at, Position position, String article, String id) {}

    private record Task(Instant time, long number, int life, Runnable task) {}

    final Random random;
    final Map<String, Target> targets = new HashMap<>();
    final Map<String, List<Received>> received = new LinkedHashMap<>();
    final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    final List<LogEvent> log = new ArrayList<>();
    final Map<Position, Instant> publishedAt = new HashMap<>();
    final Map<String, byte[]> kept = new HashMap<>();
    final List<Attempt> attempts = new ArrayList<>();

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::time).thenComparing(Task::number));
    private final Set<Long> loaded = new HashSet<>();
    private Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private long numbers;
    /** Of the instance: what belongs to an earlier one never happens. */
    private int life;
    /** Of the instance that is started next. */
    boolean paused;

    private @Nullable Dispatcher dispatcher;
    boolean leased = true;
    int mostUnderWay;
    private int underWay;

    Simulation(long seed) {
        this.random = new Random(seed);
    }

    Instant now() {
        return now;
    }

    // The world

    void subscribe(String id, Ordering ordering, int concurrent, Target target) {
        subscribe(subscription(id).ordering(ordering).maxConcurrent(concurrent).build(), target);
    }

    void subscribe(Subscription subscription, Target target) {
        targets.put(subscription.id(), target);
        received.put(subscription.id(), new ArrayList<>());
        define(subscription);
    }

    void define(Subscription subscription) {
        subscriptions.put(subscription.id(), subscription);
        if (dispatcher != null) {
            dispatcher.define(subscription);
        }
    }

    static SubscriptionBuilder subscription(String id) {
        return SubscriptionBuilder.builder()
                .id(id)
                .name(id)
                .kind("webhook")
                .target(URI.create("https://example.com/" + id))
                .filter(Map.of())
                .payload(Payload.THIN)
                .ordering(Ordering.ARTICLE)
                .maxConcurrent(8)
                .headers(Map.of())
                .options(Map.of())
                .secrets(List.of())
                .after(Position.NONE)
                .createdAt(Instant.EPOCH)
                .redeliveries(List.of());
    }

    void publish(String article, String category) {
        Position position = new Position(log.size());
        log.add(LogEvent.of(
                Publications.revised(position.value(), article, now, card -> card.categories(List.of(category)))));
        publishedAt.put(position, now);
        if (dispatcher != null) {
            dispatcher.wake();
        }
    }

    // The instance

    private static DispatchLimits limits(boolean paused) {
        return new DispatchLimits(
                1000,
                List.of(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(30),
                        Duration.ofHours(1)),
                Duration.ofHours(24),
                Duration.ofDays(4),
                10,
                INTERVAL,
                paused);
    }

    void start() {
        life++;
        loaded.clear();
        underWay = 0;
        Dispatcher started = new Dispatcher(
                CouriersBuilder.builder()
                        .agenda(new SimulatedAgenda(life))
                        .events(new SimulatedEvents())
                        .channel(new SimulatedChannel(life))
                        .progress(new SimulatedProgress(life))
                        .attempts(new NoAttempts())
                        .limits(limits(paused))
                        .random(random)
                        .outcomes(_ -> {})
                        .build(),
                () -> leased,
                _ -> 0);
        dispatcher = started;
        subscriptions.values().forEach(started::define);
        Map<String, Progress> progress = new HashMap<>();
        kept.forEach((id, json) -> progress.put(id, Json.read(json, Progress.class)));
        started.own(0, progress);
    }

    /** Ends the instance as {@code kill -9} does. */
    void kill() {
        life++;
        dispatcher = null;
    }

    Dispatcher dispatcher() {
        return requireNonNull(dispatcher);
    }

    /** Lets time pass. */
    void run(Duration time) {
        Instant end = now.plus(time);
        while (!tasks.isEmpty() && !tasks.element().time().isAfter(end)) {
            step();
        }
        now = end;
    }

    /** Runs one task. */
    boolean step() {
        Task task = tasks.poll();
        if (task == null) {
            return false;
        }
        if (task.time().isAfter(now)) {
            now = task.time();
        }
        if (task.life() == life || task.life() == 0) {
            task.task().run();
        }
        return true;
    }

    /** Lets time pass until a condition holds. */
    void await(Duration atMost, BooleanSupplier condition) {
        Instant end = now.plus(atMost);
        for (int i = 0; i % 50 != 0 || !condition.getAsBoolean(); i++) {
            if (tasks.isEmpty() || tasks.element().time().isAfter(end)) {
                assertThat(condition.getAsBoolean())
                        .as("nothing more happens before %s", end)
                        .isTrue();
                return;
            }
            step();
        }
    }

    private void at(Instant time, int ofLife, Runnable task) {
        tasks.add(new Task(time.isBefore(now) ? now : time, numbers++, ofLife, task));
    }

    private final class SimulatedAgenda implements Agenda {
        private final int mine;

        SimulatedAgenda(int mine) {
            this.mine = mine;
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void add(Runnable task) {
            at(now, mine, task);
        }

        @Override
        public void addAt(Instant time, Runnable task) {
            at(time, mine, task);
        }
    }

    /** Only what was loaded is in memory, in blocks of 50, and everything is forgotten now and then. */
    private final class SimulatedEvents implements EventSource {
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
            return new Position(log.size() - 1L);
        }

        @Override
        public @Nullable List<LogEvent> after(Position position, int max) {
            int from = Math.toIntExact(position.value() + 1);
            if (from >= log.size()) {
                return List.of();
            }
            boolean recent = log.size() - from <= 20;
            if (!recent && !loaded.contains(from / 50L)) {
                return null;
            }
            int to = Math.min(Math.min(log.size(), from + max), recent ? log.size() : (from / 50 + 1) * 50);
            return List.copyOf(log.subList(from, to));
        }

        @Override
        public Mono<Void> load(Position position) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            boolean fails = random.nextInt(20) == 0;
            at(now.plusMillis(random.nextInt(30)), life, () -> {
                if (fails) {
                    done.completeExceptionally(new IllegalStateException("the broker does not answer"));
                } else {
                    if (loaded.size() > 20) {
                        loaded.clear();
                    }
                    loaded.add((position.value() + 1) / 50);
                    done.complete(null);
                }
            });
            return Mono.fromFuture(done);
        }

        @Override
        public Mono<Position> before(Instant time) {
            throw new UnsupportedOperationException();
        }
    }

    private final class SimulatedChannel implements Channel {
        private final int mine;

        SimulatedChannel(int mine) {
            this.mine = mine;
        }

        @Override
        public boolean serves(String kind) {
            return true;
        }

        @Override
        public void check(Subscription subscription) {}

        @Override
        public Mono<Answer> send(Subscription to, Message message) {
            if (to.payload() == Payload.WHOLE && random.nextInt(20) == 0) {
                return Mono.error(new IllegalStateException("the store does not answer"));
            }
            return Mono.defer(() -> {
                Reply reply = requireNonNull(targets.get(to.id())).reply(random, now, message);
                CompletableFuture<Answer> answer = new CompletableFuture<>();
                underWay++;
                mostUnderWay = Math.max(mostUnderWay, underWay);
                if (reply.received()) {
                    // A message that is on its way arrives even if its sender has ended.
                    long half = reply.took().toMillis() / 2;
                    at(
                            now.plusMillis(half),
                            0,
                            () -> requireNonNull(received.get(to.id()))
                                    .add(new Received(
                                            now,
                                            message.event().position(),
                                            message.event().article(),
                                            message.id())));
                }
                at(now.plus(reply.took()), mine, () -> {
                    underWay--;
                    answer.complete(AnswerBuilder.builder()
                            .verdict(reply.verdict())
                            .status(reply.status())
                            .took(reply.took())
                            .retryAfter(reply.retryAfter())
                            .excerpt("")
                            .requestLine("POST " + to.target())
                            .requestHeaders(Map.of())
                            .failure(reply.status() == 0 ? "no answer" : null)
                            .connected(reply.connected())
                            .build());
                });
                return Mono.fromFuture(answer, true);
            });
        }
    }

    private final class SimulatedProgress implements ProgressLog {
        private final int mine;
        private final Set<String> writing = new HashSet<>();

        SimulatedProgress(int mine) {
            this.mine = mine;
        }

        @Override
        public CompletableFuture<?> write(String subscription, Progress progress) {
            assertThat(writing.add(subscription)).as("one write at a time").isTrue();
            byte[] json = Json.bytes(progress);
            CompletableFuture<Void> done = new CompletableFuture<>();
            boolean fails = random.nextInt(50) == 0;
            boolean durable = !fails || random.nextBoolean();
            long took = random.nextInt(20);
            at(now.plusMillis(took / 2), mine, () -> {
                if (durable) {
                    kept.put(subscription, json);
                }
            });
            at(now.plusMillis(took), mine, () -> {
                writing.remove(subscription);
                if (fails) {
                    done.completeExceptionally(new IllegalStateException("the broker does not answer"));
                } else {
                    done.complete(null);
                }
            });
            return done;
        }

        @Override
        public void delete(String subscription) {
            kept.remove(subscription);
        }
    }

    private final class NoAttempts implements AttemptLog {
        @Override
        public void add(String subscription, Attempt attempt) {
            attempts.add(attempt);
        }

        @Override
        public Mono<List<Attempt>> of(String subscription) {
            return Mono.just(List.of());
        }

        @Override
        public void forget(String subscription) {}
    }
}
