package org.dibao.delivery.dispatch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.dibao.delivery.attempts.Status;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.channel.Verdict;
import org.dibao.delivery.progress.Progress;
import org.dibao.delivery.progress.Progress.State;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.subscription.Subscription.Ordering;
import org.dibao.eventlog.publicevents.EventFilter.Match;
import org.dibao.eventlog.publicevents.LogEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the events of one subscription to its target: each one at least once, none of those that form a chain before its
 * predecessor was delivered. Only failures of this target delay it. It has no thread of its own and never waits: whoever calls
 * it does so in the agenda's thread, and what it waits for calls it back there.
 */
final class Courier {
    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Couriers with;
    private final BooleanSupplier leased;
    private final Steps steps;
    private final Sending sending;
    private final Reading reading;
    private final ProgressWriter progress;
    private final Standing standing;
    private final Backoff backoff;
    private final CircuitBreaker breaker;
    private final Parcels parcels;
    private final Report report;
    private Subscription subscription;
    /** What takes effect once nothing is under way any more. */
    private @Nullable Subscription next;

    private @Nullable Instant wakeAt;

    /**
     * @param leased whether this instance still serves the subscription, as far as it can know
     * @param broken told of a defect, after which this courier is of no use any more
     */
    Courier(
            Subscription subscription,
            Progress begun,
            Couriers with,
            BooleanSupplier leased,
            BiConsumer<Courier, Throwable> broken) {
        this.with = with;
        this.leased = leased;
        this.subscription = subscription;
        this.steps = new Steps(with.agenda(), defect -> broken.accept(this, defect));
        this.sending = new Sending(with, steps);
        this.parcels = new Parcels(subscription.ordering(), begun.waiting());
        this.backoff = new Backoff(with.limits().retryDelays(), with.limits().maxRetryAfter(), with.random());
        this.breaker = new CircuitBreaker(with.limits().breakAfter(), backoff, begun.probes(), begun.nextProbe());
        this.standing = new Standing(begun);
        this.progress = new ProgressWriter(subscription.id(), with.progress(), steps, leased, this::progress);
        this.reading = new Reading(subscription, begun, parcels, with, steps, this::advance, progress);
        this.report = new Report(with.events(), reading, parcels, standing, breaker);
        apply(subscription);
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
        steps.take(this::advance);
    }

    private void apply(Subscription changed) {
        parcels.order(changed.ordering());
        subscription = changed;
        if (changed.resumes() > standing.resumes) {
            standing.resumed(changed.resumes());
            parcels.startOver();
            breaker.succeeded();
            progress.changed(with.limits().progressInterval());
        }
        reading.define(changed);
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
        progress.writeIfDue();
    }

    private boolean maySend() {
        if (reading.isLoading() || next != null || isPaused() || !standing.isActive() || !leased.getAsBoolean()) {
            return false;
        }
        int limit = subscription.ordering() == Ordering.STRICT || breaker.isOpen() ? 1 : subscription.maxConcurrent();
        return parcels.underWay() < limit;
    }

    private boolean isPaused() {
        return subscription.paused() || with.limits().paused();
    }

    private @Nullable Parcel nextParcel() {
        Instant now = steps.now();
        if (breaker.isOpen()) {
            if (now.isBefore(requireNonNull(breaker.nextProbe()))) {
                return null;
            }
            Parcel probe = parcels.size() == 0 ? reading.next() : parcels.sendOldest();
            if (probe != null) {
                probe.probe = true;
            }
            return probe;
        }
        Parcel due = parcels.sendDue(now);
        return due == null ? reading.next() : due;
    }

    /** @return false if the event must be loaded first */
    private boolean send(Parcel parcel) {
        LogEvent event = parcel.event == null ? reading.find(parcel) : parcel.event;
        if (event == null) {
            parcels.sendAgainAt(parcel, parcel.due);
            return false;
        }
        parcel.event = event;
        sending.send(
                subscription,
                event,
                reading.match(event) == Match.LEFT,
                parcel.attempts + 1,
                (message, answer) -> answered(parcel, message, answer),
                failure -> notSent(parcel, failure));
        return true;
    }

    /** Nothing is known about the target: it is no attempt. */
    private void notSent(Parcel parcel, Throwable failure) {
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (standing.notSent(reason)) {
            log.warn("{}: a message was not sent, and is tried again every second: {}", subscription.id(), reason);
        }
        parcel.probe = false;
        parcels.sendAgainAt(parcel, steps.now().plus(PAUSE));
        advance();
    }

    private void answered(Parcel parcel, Message message, Answer answer) {
        standing.attempts++;
        switch (answer.verdict()) {
            case DELIVERED, SKIPPED -> delivered(parcel);
            case RETRY -> failed(parcel, answer, steps.now());
            case GONE -> {
                parcels.sendAgainAt(parcel, Instant.MIN);
                standing.state = State.ENDED;
                log.info("{}: its target answers that it wants nothing more; it has ended", subscription);
            }
        }
        record(message, answer);
        progress.changed(standing.isActive() ? with.limits().progressInterval() : Duration.ZERO);
        advance();
    }

    private void delivered(Parcel parcel) {
        standing.delivered();
        boolean wasOpen = breaker.isOpen();
        breaker.succeeded();
        parcels.delivered(parcel);
        if (wasOpen) {
            parcels.allDue();
        }
        if (parcel.again) {
            reading.finishRedelivery();
        }
    }

    private void failed(Parcel parcel, Answer answer, Instant now) {
        parcel.attempts++;
        Instant since = parcel.since == null ? now : parcel.since;
        parcel.since = since;
        standing.failed(answer.failure() == null ? "it answered " + answer.status() : answer.failure(), now);
        breaker.failed(answer, parcel.probe, now);
        parcel.probe = false;
        parcels.sendAgainAt(parcel, now.plus(backoff.delay(parcel.attempts, answer.retryAfter())));
        if (!now.isBefore(since.plus(with.limits().giveUpAfter()))) {
            standing.state = State.PARKED;
            log.warn(
                    "{} has failed since {} and is parked: {}. Resume it with POST /api/subscriptions/{}/resume",
                    subscription,
                    since,
                    standing.lastFailure,
                    subscription.id());
        }
    }

    private void record(Message message, Answer answer) {
        String result = Attempts.result(answer.verdict());
        boolean triedAgain = answer.verdict() == Verdict.RETRY && standing.isActive();
        with.outcomes().attempted(result);
        with.attempts()
                .add(
                        subscription.id(),
                        Attempts.of(message, answer)
                                .number(standing.attempts)
                                .result(result)
                                .next(triedAgain ? report.nextTry() : null)
                                .build());
    }

    private void scheduleWake() {
        Instant due = report.nextTry();
        if (!maySend() || due == null) {
            return;
        }
        Instant planned = wakeAt;
        Instant now = steps.now();
        if (due.isAfter(now) && (planned == null || due.isBefore(planned) || !planned.isAfter(now))) {
            wakeAt = due;
            steps.addAt(due, this::advance);
        }
    }

    Progress progress() {
        return report.progress();
    }

    Status status() {
        return report.status(isPaused(), steps.now());
    }

    /** Ends what is under way and sends nothing more. Answers that come later are dropped: whoever goes on repeats those messages. */
    void close() {
        steps.close();
        sending.end();
        reading.close();
    }

    /**
     * Ends what is under way and keeps how far it has got.
     *
     * @return ends once that is durable, or if this instance may not keep it any more; fails if it may not be durable
     */
    CompletableFuture<?> closeAndKeep() {
        close();
        return progress.keep();
    }
}
