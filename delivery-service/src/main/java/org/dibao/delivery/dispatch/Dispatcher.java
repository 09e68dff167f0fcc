package org.dibao.delivery.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.dibao.contract.article.Position;
import org.dibao.delivery.attempts.Attempt;
import org.dibao.delivery.attempts.Status;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.channel.Verdict;
import org.dibao.delivery.progress.Progress;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.eventlog.publicevents.LogEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The couriers of the subscriptions in the partitions that this instance owns. A courier that fails by a defect is replaced by
 * one that begins where the last one was. All methods may be called by any thread and return at once; they take effect in the
 * order of the calls.
 */
public final class Dispatcher {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration RESTART = Duration.ofSeconds(3);

    private final Couriers with;
    private final BooleanSupplier leased;
    private final ToIntFunction<String> partition;
    private final AtomicBoolean told = new AtomicBoolean();

    // Confined to the agenda's thread.
    private final Map<String, Subscription> definitions = new HashMap<>();
    private final Map<String, Courier> couriers = new HashMap<>();
    /** The progress of subscriptions that are not known yet, by partition. */
    private final Map<Integer, Map<String, Progress>> owned = new HashMap<>();

    /**
     * @param leased    whether this instance still owns its partitions, as far as it can know
     * @param partition the partition of a subscription
     */
    public Dispatcher(Couriers with, BooleanSupplier leased, ToIntFunction<String> partition) {
        this.with = with;
        this.leased = leased;
        this.partition = partition;
    }

    /**
     * This instance owns a partition from now on.
     *
     * @param progress how far its subscriptions have got; those that are not in it are new
     */
    public void own(int number, Map<String, Progress> progress) {
        with.agenda().add(() -> {
            owned.put(number, new HashMap<>(progress));
            definitions.values().stream()
                    .filter(definition -> partition.applyAsInt(definition.id()) == number)
                    .forEach(this::serve);
        });
    }

    /**
     * Other instances own these partitions from now on.
     *
     * @return ends when nothing is sent any more and all progress is kept, as far as possible
     */
    public CompletableFuture<Void> release(Collection<Integer> numbers) {
        CompletableFuture<Void> released = new CompletableFuture<>();
        with.agenda().add(() -> {
            owned.keySet().removeAll(numbers);
            List<CompletableFuture<?>> kept = new ArrayList<>();
            couriers.entrySet().removeIf(entry -> {
                boolean concerned = numbers.contains(partition.applyAsInt(entry.getKey()));
                if (concerned) {
                    kept.add(entry.getValue().closeAndKeep());
                }
                return concerned;
            });
            CompletableFuture.allOf(kept.toArray(CompletableFuture<?>[]::new))
                    .whenComplete((_, _) -> released.complete(null));
        });
        return released;
    }

    /** A subscription is new, or its definition has changed. */
    public void define(Subscription definition) {
        with.agenda().add(() -> {
            if (definition.equals(definitions.put(definition.id(), definition))) {
                return;
            }
            Courier courier = couriers.get(definition.id());
            if (courier != null) {
                courier.define(definition);
            } else if (owned.containsKey(partition.applyAsInt(definition.id()))) {
                serve(definition);
            }
        });
    }

    /** A subscription was deleted. */
    public void forget(String id) {
        with.agenda().add(() -> {
            definitions.remove(id);
            Courier courier = couriers.remove(id);
            if (courier != null) {
                courier.close();
                with.progress().delete(id);
                with.attempts().forget(id);
            }
        });
    }

    private void serve(Subscription definition) {
        Map<String, Progress> known = owned.get(partition.applyAsInt(definition.id()));
        begin(definition, start(definition, known == null ? null : known.remove(definition.id())));
    }

    private Progress start(Subscription definition, @Nullable Progress progress) {
        String current = with.events().log();
        if (progress == null) {
            return Progress.startingAfter(current, definition.after(), definition.resumes());
        }
        Position common = with.events().identity().inCommonWith(progress.log());
        if (common == null) {
            log.warn("{} belongs to another log; it begins with the first event of this one", definition);
            return Progress.startingAfter(current, Position.NONE, definition.resumes());
        }
        if (progress.cursor().isAfter(common)) {
            log.warn("{} goes on after position {}, up to which the log was restored", definition, common);
        }
        return progress.upTo(common);
    }

    private void begin(Subscription definition, Progress progress) {
        Courier courier = new Courier(definition, progress, with, leased, this::replace);
        Courier before = couriers.put(definition.id(), courier);
        if (before != null) {
            before.close();
        }
        courier.wake();
    }

    private void replace(Courier courier, Throwable defect) {
        log.error("sending for {} failed; it goes on with what has not been sent", courier.subscription(), defect);
        courier.close();
        with.agenda().addAt(with.agenda().now().plus(RESTART), () -> {
            if (couriers.get(courier.subscription().id()) == courier) {
                begin(courier.subscription(), courier.progress());
            }
        });
    }

    /** There are new events, or this instance may send again. */
    public void wake() {
        if (told.compareAndSet(false, true)) {
            with.agenda().add(() -> {
                told.set(false);
                List.copyOf(couriers.values()).forEach(Courier::wake);
            });
        }
    }

    /** The statuses of all subscriptions that this instance serves. */
    public Mono<Map<String, Status>> statuses() {
        return ask(() -> {
            Map<String, Status> statuses = new HashMap<>();
            couriers.forEach((id, courier) -> statuses.put(id, courier.status()));
            return statuses;
        });
    }

    /** The status of a subscription; empty if this instance does not serve it. */
    public Mono<Status> status(String id) {
        return ask(() -> Optional.ofNullable(couriers.get(id)).map(Courier::status))
                .flatMap(Mono::justOrEmpty);
    }

    private <T> Mono<T> ask(Supplier<T> question) {
        return Mono.create(sink -> with.agenda().add(() -> {
            try {
                sink.success(question.get());
            } catch (RuntimeException e) {
                sink.error(e);
            }
        }));
    }

    /**
     * Sends an event at once, beside all others, and only once.
     *
     * @param id of the message
     */
    public Mono<Attempt> test(Subscription subscription, LogEvent event, byte[] body, String id) {
        return Mono.defer(() -> {
            Instant at = with.agenda().now().truncatedTo(ChronoUnit.SECONDS);
            Message message = new Message(event, false, id, body, at, 1);
            return with.channel()
                    .send(subscription, message)
                    .map(answer -> Attempts.of(message, answer)
                            .result(answer.verdict() == Verdict.DELIVERED ? "delivered" : "failed")
                            .build());
        });
    }
}
