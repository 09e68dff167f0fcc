package org.dibao.delivery.dispatch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.dibao.contract.article.Position;
import org.dibao.delivery.attempts.AttemptBuilder;
import org.dibao.delivery.attempts.Status;
import org.dibao.delivery.attempts.StatusBuilder;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.channel.Verdict;
import org.dibao.delivery.progress.Progress;
import org.dibao.delivery.progress.Progress.State;
import org.dibao.delivery.progress.ProgressBuilder;
import org.dibao.delivery.progress.Redelivering;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.subscription.Subscription.Ordering;
import org.dibao.delivery.subscription.Subscription.Redelivery;
import org.dibao.eventlog.publicevents.EventFilter;
import org.dibao.eventlog.publicevents.EventFilter.Match;
import org.dibao.eventlog.publicevents.LogEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Sends the events of one subscription to its target: each one at least once, none of those that form a chain before its
 * predecessor was delivered. Only failures of this target delay it. It has no thread of its own and never waits: whoever calls
 * it does so in the agenda's thread, and what it waits for calls it back there.
 */
final class Courier {
    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    /** Events that are looked at together: few, unless those before were not for this subscription. */
    private static final int LONGEST_RUN = 256;
    /** Events that one turn may pass over, so that a courier that catches up leaves the thread to the others. */
    private static final int TURN = 2_000;
    /** How often a cursor is written that has only passed events that are not for this subscription. */
    private static final Duration PASSED_INTERVAL = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Couriers with;
    private final BooleanSupplier leased;
    private final BiConsumer<Courier, Throwable> broken;
    private final Disposable.Composite underWay = Disposables.composite();
    private final Disposable.Swap loadingEvents = Disposables.swap();
    private Subscription subscription;
    /** What takes effect once nothing is under way any more. */
    private @Nullable Subscription next;

    private EventFilter filter;
    private Parcels parcels;
    private CircuitBreaker breaker;
    private final Lane main;
    private @Nullable Lane redelivery;
    private boolean redeliveryFirst;
    private State state;
    private @Nullable Instant failingSince;
    private @Nullable String lastFailure;
    private long resumes;
    private long redelivered;
    private long attempts;
    private long delivered;

    private boolean loading;
    private boolean writing;
    private @Nullable Instant writeAt;
    private @Nullable Instant wakeAt;
    private boolean closed;

    /**
     * @param leased whether this instance still serves the subscription, as far as it can know
     * @param broken told of a defect, after which this courier is of no use any more
     */
    Courier(
            Subscription subscription,
            Progress progress,
            Couriers with,
            BooleanSupplier leased,
            BiConsumer<Courier, Throwable> broken) {
        this.with = with;
        this.broken = broken;
        this.leased = leased;
        this.subscription = subscription;
        this.filter = subscription.eventFilter();
        this.parcels = new Parcels(subscription.ordering(), progress.waiting());
        this.breaker =
                new CircuitBreaker(with.limits().breakAfter(), backoff(), progress.probes(), progress.nextProbe());
        this.main = Lane.main(progress.cursor());
        this.state = progress.state();
        this.failingSince = progress.failingSince();
        this.resumes = progress.resumes();
        this.redelivered = progress.redelivered();
        this.attempts = progress.attempts();
        this.delivered = progress.delivered();
        Redelivering begun = progress.redelivery();
        if (begun != null) {
            subscription.redeliveries().stream()
                    .filter(asked -> asked.id() == begun.id())
                    .findFirst()
                    .ifPresent(asked -> redelivery = Lane.redelivery(begun.id(), begun.cursor(), asked.to()));
        }
        apply(subscription);
    }

    private Backoff backoff() {
        return new Backoff(with.limits().retryDelays(), with.limits().maxRetryAfter(), with.random());
    }

    Subscription subscription() {
        return next == null ? subscription : next;
    }

    /** The definition has changed. What is under way ends as it began; nothing else is sent before. */
    void define(Subscription changed) {
        next = changed;
        wake();
    }

    /** Sends whatever may be sent now. */
    void wake() {
        guarded(this::advance);
    }

    private void post(Runnable step) {
        with.agenda().add(() -> guarded(step));
    }

    private void postAt(Instant time, Runnable step) {
        with.agenda().addAt(time, () -> guarded(step));
    }

    private void guarded(Runnable step) {
        if (closed) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException | Error e) { // an Error too: the other couriers go on
            broken.accept(this, e);
        }
    }

    private void apply(Subscription changed) {
        if (changed.ordering() != subscription.ordering()) {
            parcels = new Parcels(changed.ordering(), parcels.waiting());
        }
        subscription = changed;
        filter = changed.eventFilter();
        if (changed.resumes() > resumes) {
            resumes = changed.resumes();
            state = State.ACTIVE;
            failingSince = null;
            parcels.startOver();
            breaker.succeeded();
            changed(with.limits().progressInterval());
        }
        if (redelivery == null) {
            beginRedelivery();
        }
    }

    private void beginRedelivery() {
        redelivery = subscription.redeliveries().stream()
                .filter(asked -> asked.id() > redelivered)
                .findFirst()
                .map(asked -> Lane.redelivery(asked.id(), before(asked), asked.to()))
                .orElse(null);
    }

    private static Position before(Redelivery asked) {
        return new Position(asked.from().value() - 1);
    }

    private void advance() {
        Subscription changed = next;
        if (changed != null && parcels.underWay() == 0) {
            next = null;
            apply(changed);
        }
        while (maySend()) {
            Parcel parcel = nextParcel();
            if (parcel == null || !send(parcel)) {
                break;
            }
        }
        scheduleWake();
        writeIfDue();
    }

    private boolean maySend() {
        if (loading || next != null || subscription.paused() || state != State.ACTIVE || !leased.getAsBoolean()) {
            return false;
        }
        int limit = subscription.ordering() == Ordering.STRICT || breaker.isOpen() ? 1 : subscription.maxConcurrent();
        return parcels.underWay() < limit;
    }

    private @Nullable Parcel nextParcel() {
        Instant now = with.agenda().now();
        if (breaker.isOpen()) {
            if (now.isBefore(requireNonNull(breaker.nextProbe()))) {
                return null;
            }
            Parcel probe = parcels.size() == 0 ? read(now) : parcels.sendOldest();
            if (probe != null) {
                probe.probe = true;
            }
            return probe;
        }
        Parcel due = parcels.sendDue(now);
        return due == null ? read(now) : due;
    }

    /** Takes turns between what is new and what is sent again. */
    private @Nullable Parcel read(Instant now) {
        Lane again = redelivery;
        redeliveryFirst = !redeliveryFirst;
        Parcel parcel = null;
        if (again != null && redeliveryFirst) {
            parcel = read(again, now);
        }
        if (parcel == null && !loading) {
            parcel = read(main, now);
        }
        if (parcel == null && again != null && !loading && !redeliveryFirst) {
            parcel = read(again, now);
        }
        return parcel;
    }

    /** @return the next event that may be sent, under way already; absent if there is none yet */
    private @Nullable Parcel read(Lane lane, Instant now) {
        int most =
                subscription.ordering() == Ordering.STRICT ? 1 : with.limits().maxWaiting();
        int length = 1;
        for (int passed = 0; parcels.size() < most && !lane.isRead(); length = Math.min(LONGEST_RUN, 2 * length)) {
            List<LogEvent> run = with.events().after(lane.cursor(), length);
            if (run == null) {
                load(lane.cursor());
                return null;
            }
            if (run.isEmpty()) {
                return null;
            }
            for (LogEvent event : run) {
                if (!lane.includes(event.position()) || parcels.size() >= most) {
                    if (!lane.includes(event.position())) {
                        lane.advanceTo(event.position());
                    }
                    break;
                }
                lane.advanceTo(event.position());
                passed++;
                if (filter.match(event) == Match.NO) {
                    changed(PASSED_INTERVAL);
                    continue;
                }
                changed(with.limits().progressInterval());
                Parcel parcel = parcels.take(event.position(), event.article(), lane.again);
                if (parcels.isReady(parcel)) {
                    Parcel sent = parcels.send(parcel);
                    sent.event = event;
                    return sent;
                }
            }
            if (passed >= TURN) {
                post(this::advance);
                return null;
            }
        }
        finishRedelivery();
        return null;
    }

    private void finishRedelivery() {
        Lane lane = redelivery;
        if (lane != null && lane.isRead() && !parcels.hasRedelivery()) {
            redelivered = lane.id;
            beginRedelivery();
            changed(with.limits().progressInterval());
            if (redelivery != null) {
                post(this::advance);
            }
        }
    }

    private void load(Position after) {
        loading = true;
        loadingEvents.update(with.events()
                .load(after)
                .subscribe(
                        null,
                        failure -> post(() -> notLoaded(failure)),
                        () -> post(() -> {
                            loading = false;
                            advance();
                        })));
    }

    private void notLoaded(Throwable failure) {
        log.debug("the events of {} cannot be read at the moment", subscription.id(), failure);
        postAt(with.agenda().now().plus(PAUSE), () -> {
            loading = false;
            advance();
        });
    }

    /** @return false if the event must be loaded first */
    private boolean send(Parcel parcel) {
        LogEvent event = parcel.event == null ? find(parcel) : parcel.event;
        if (event == null) {
            parcels.sendAgainAt(parcel, parcel.due);
            return false;
        }
        parcel.event = event;
        Instant at = with.agenda().now().truncatedTo(ChronoUnit.SECONDS);
        boolean left = filter.match(event) == Match.LEFT;
        String id = with.events().messageId(event.position());
        int attempt = parcel.attempts + 1;
        Subscription to = subscription;
        Disposable.Swap sending = Disposables.swap();
        underWay.add(sending);
        Message message = new Message(event, left, id, MessageBody.of(event, left), at, attempt);
        sending.update(with.channel()
                .send(to, message)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("there was no answer")))
                .subscribe(
                        answer -> post(() -> answered(parcel, id, at, answer, sending)),
                        failure -> post(() -> notSent(parcel, failure, sending))));
        return true;
    }

    private @Nullable LogEvent find(Parcel parcel) {
        Position before = new Position(parcel.position.value() - 1);
        List<LogEvent> found = with.events().after(before, 1);
        if (found == null || found.isEmpty()) {
            load(before);
            return null;
        }
        return found.getFirst();
    }

    /** Nothing is known about the target: it is no attempt. */
    private void notSent(Parcel parcel, Throwable failure, Disposable sending) {
        underWay.remove(sending);
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (!reason.equals(lastFailure)) {
            lastFailure = reason;
            log.warn("{}: a message was not sent, and is tried again every second: {}", subscription.id(), reason);
        }
        parcel.probe = false;
        parcels.sendAgainAt(parcel, with.agenda().now().plus(PAUSE));
        advance();
    }

    private void answered(Parcel parcel, String id, Instant at, Answer answer, Disposable sending) {
        underWay.remove(sending);
        Instant now = with.agenda().now();
        attempts++;
        int attempt = parcel.attempts + 1;
        switch (answer.verdict()) {
            case DELIVERED, SKIPPED -> delivered(parcel);
            case RETRY -> failed(parcel, answer, now);
            case GONE -> {
                parcels.sendAgainAt(parcel, Instant.MIN);
                state = State.ENDED;
                log.info("{}: its target answers that it wants nothing more; it has ended", subscription);
            }
        }
        record(parcel, id, at, attempt, answer);
        changed(state == State.ACTIVE ? with.limits().progressInterval() : Duration.ZERO);
        advance();
    }

    private void delivered(Parcel parcel) {
        delivered++;
        failingSince = null;
        lastFailure = null;
        boolean wasOpen = breaker.isOpen();
        breaker.succeeded();
        parcels.delivered(parcel);
        if (wasOpen) {
            parcels.allDue();
        }
        if (parcel.again) {
            finishRedelivery();
        }
    }

    private void failed(Parcel parcel, Answer answer, Instant now) {
        parcel.attempts++;
        Instant since = parcel.since == null ? now : parcel.since;
        parcel.since = since;
        failingSince = failingSince == null ? now : failingSince;
        lastFailure = answer.failure() == null ? "it answered " + answer.status() : answer.failure();
        breaker.failed(answer, parcel.probe, now);
        parcel.probe = false;
        parcels.sendAgainAt(parcel, now.plus(backoff().delay(parcel.attempts, answer.retryAfter())));
        if (!now.isBefore(since.plus(with.limits().giveUpAfter()))) {
            state = State.PARKED;
            log.warn(
                    "{} has failed since {} and is parked: {}. Resume it with POST /api/subscriptions/{}/resume",
                    subscription,
                    since,
                    lastFailure,
                    subscription.id());
        }
    }

    private void record(Parcel parcel, String id, Instant at, int attempt, Answer answer) {
        String result = switch (answer.verdict()) {
            case DELIVERED -> "delivered";
            case SKIPPED -> "skipped";
            case RETRY -> "failed";
            case GONE -> "gone";
        };
        with.outcomes().attempted(result);
        with.attempts()
                .add(
                        subscription.id(),
                        attempt(attempts, parcel.position, id, at, attempt, answer)
                                .result(result)
                                .next(answer.verdict() == Verdict.RETRY && state == State.ACTIVE ? nextTry() : null)
                                .build());
    }

    static AttemptBuilder attempt(long number, Position position, String id, Instant at, int attempt, Answer answer) {
        return AttemptBuilder.builder()
                .number(number)
                .position(position)
                .messageId(id)
                .at(at)
                .attempt(attempt)
                .request(answer.requestLine())
                .requestHeaders(answer.requestHeaders())
                .status(answer.status() == 0 ? null : answer.status())
                .answer(answer.excerpt().isEmpty() ? null : answer.excerpt())
                .failure(answer.failure())
                .durationMs(answer.took().toMillis());
    }

    private @Nullable Instant nextTry() {
        return breaker.isOpen() ? breaker.nextProbe() : parcels.nextDue();
    }

    private void scheduleWake() {
        Instant due = nextTry();
        if (!maySend() || due == null) {
            return;
        }
        Instant planned = wakeAt;
        Instant now = with.agenda().now();
        if (due.isAfter(now) && (planned == null || due.isBefore(planned) || !planned.isAfter(now))) {
            wakeAt = due;
            postAt(due, this::advance);
        }
    }

    /** Progress has changed and is to be written within that time, together with what changes until then. */
    private void changed(Duration within) {
        Instant due = with.agenda().now().plus(within);
        Instant planned = writeAt;
        if (planned == null || due.isBefore(planned)) {
            writeAt = due;
            postAt(due, this::writeIfDue);
        }
    }

    private void writeIfDue() {
        Instant due = writeAt;
        if (writing || due == null || due.isAfter(with.agenda().now()) || !leased.getAsBoolean()) {
            return;
        }
        writeAt = null;
        writing = true;
        with.progress()
                .write(subscription.id(), progress())
                .whenComplete((_, failure) -> post(() -> {
                    writing = false;
                    if (failure != null) {
                        changed(PAUSE);
                    } else if (writeAt != null) {
                        postAt(requireNonNull(writeAt), this::writeIfDue);
                    }
                }));
    }

    Progress progress() {
        Lane again = redelivery;
        return ProgressBuilder.builder()
                .log(with.events().log())
                .cursor(main.cursor())
                .waiting(parcels.waiting())
                .state(state)
                .failingSince(failingSince)
                .resumes(resumes)
                .redelivered(redelivered)
                .redelivery(again == null ? null : new Redelivering(again.id, again.cursor()))
                .probes(breaker.probes())
                .nextProbe(breaker.nextProbe())
                .attempts(attempts)
                .delivered(delivered)
                .build();
    }

    Status status() {
        Parcel oldest = parcels.first();
        Position upTo = oldest == null || oldest.again ? main.cursor() : new Position(oldest.position.value() - 1);
        Instant due = nextTry();
        boolean tries = state == State.ACTIVE && !subscription.paused();
        return StatusBuilder.builder()
                .state(
                        state != State.ACTIVE
                                ? state.wireName()
                                : subscription.paused() ? "paused" : failingSince == null ? "active" : "failing")
                .cursor(main.cursor())
                .delivered(upTo)
                .lag(Math.max(0, with.events().last().value() - upTo.value()))
                .waiting(parcels.size())
                .attempts(attempts)
                .deliveries(delivered)
                .failingSince(failingSince)
                .nextTry(tries && due != null && due.isAfter(with.agenda().now()) ? due : null)
                .lastFailure(lastFailure)
                .redelivering(redelivery == null ? null : redelivery.id)
                .redelivered(redelivered)
                .undelivered(parcels.undelivered())
                .build();
    }

    /** Ends what is under way and sends nothing more. Answers that come later are dropped: whoever goes on repeats those messages. */
    void close() {
        closed = true;
        underWay.dispose();
        loadingEvents.dispose();
    }

    /**
     * Ends what is under way and keeps how far it has got.
     *
     * @return ends once that is durable, or if this instance may not keep it any more; fails if it may not be durable
     */
    CompletableFuture<?> closeAndKeep() {
        boolean keep = (writeAt != null || writing) && leased.getAsBoolean();
        close();
        return !keep ? CompletableFuture.completedFuture(null) : with.progress().write(subscription.id(), progress());
    }
}
