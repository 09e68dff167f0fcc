package org.dibao.delivery.dispatch;

import java.time.Duration;
import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.delivery.events.EventSource;
import org.dibao.delivery.progress.Progress;
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

/** Takes what one courier is to send from the log: new events, and by turns those that somebody wants to have again. */
final class Reading {
    private static final Logger log = LoggerFactory.getLogger(Reading.class);
    /** Events that are looked at together: few, unless those before were not for this subscription. */
    private static final int LONGEST_RUN = 256;
    /** Events that one turn may pass over, so that a courier that catches up leaves the thread to the others. */
    private static final int TURN = 2_000;
    /** How often a cursor is written that has only passed events that are not for this subscription. */
    private static final Duration PASSED_INTERVAL = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EventSource events;
    private final DispatchLimits limits;
    private final Steps steps;
    private final Runnable goOn;
    private final ProgressWriter progress;
    private final Disposable.Swap loadingEvents = Disposables.swap();
    private final Lane main;
    private Subscription subscription;
    private EventFilter filter;
    private final Parcels parcels;
    private @Nullable Lane redelivery;
    private boolean redeliveryFirst;
    private long redelivered;
    private boolean loading;

    /** @param goOn the step to take once more can be read */
    Reading(
            Subscription subscription,
            Progress begun,
            Parcels parcels,
            Couriers with,
            Steps steps,
            Runnable goOn,
            ProgressWriter progress) {
        this.subscription = subscription;
        this.filter = subscription.eventFilter();
        this.parcels = parcels;
        this.events = with.events();
        this.limits = with.limits();
        this.steps = steps;
        this.goOn = goOn;
        this.progress = progress;
        this.main = Lane.main(begun.cursor());
        this.redelivered = begun.redelivered();
        Redelivering lane = begun.redelivery();
        if (lane != null) {
            subscription.redeliveries().stream()
                    .filter(asked -> asked.id() == lane.id())
                    .findFirst()
                    .ifPresent(asked -> redelivery = Lane.redelivery(lane.id(), lane.cursor(), asked.to()));
        }
    }

    /** From now on it takes what this definition asks for. */
    void define(Subscription changed) {
        subscription = changed;
        filter = changed.eventFilter();
        if (redelivery == null) {
            beginRedelivery();
        }
    }

    /** The last new position that was taken. */
    Position cursor() {
        return main.cursor();
    }

    /** What is sent again at the moment. */
    @Nullable
    Redelivering redelivering() {
        Lane again = redelivery;
        return again == null ? null : new Redelivering(again.id, again.cursor());
    }

    /** The last redelivery that is done. */
    long redelivered() {
        return redelivered;
    }

    /** Whether nothing can be read before it has been loaded. */
    boolean isLoading() {
        return loading;
    }

    Match match(LogEvent event) {
        return filter.match(event);
    }

    /** @return the next event that may be sent, under way already; absent if there is none yet */
    @Nullable
    Parcel next() {
        Lane again = redelivery;
        redeliveryFirst = !redeliveryFirst;
        Parcel parcel = null;
        if (again != null && redeliveryFirst) {
            parcel = next(again);
        }
        if (parcel == null && !loading) {
            parcel = next(main);
        }
        if (parcel == null && again != null && !loading && !redeliveryFirst) {
            parcel = next(again);
        }
        return parcel;
    }

    private @Nullable Parcel next(Lane lane) {
        int most = subscription.ordering() == Ordering.STRICT ? 1 : limits.maxWaiting();
        int length = 1;
        for (int passed = 0; parcels.size() < most && !lane.isRead(); length = Math.min(LONGEST_RUN, 2 * length)) {
            List<LogEvent> run = events.after(lane.cursor(), length);
            if (run == null) {
                load(lane.cursor());
                return null;
            }
            if (run.isEmpty()) {
                return null;
            }
            for (LogEvent event : run) {
                boolean included = lane.includes(event.position());
                if (included && parcels.size() >= most) {
                    break;
                }
                lane.advanceTo(event.position());
                if (!included) {
                    break;
                }
                passed++;
                Parcel sent = take(event, lane);
                if (sent != null) {
                    return sent;
                }
            }
            if (passed >= TURN) {
                steps.add(goOn);
                return null;
            }
        }
        finishRedelivery();
        return null;
    }

    /** @return absent if it is not for this subscription, or must wait for another */
    private @Nullable Parcel take(LogEvent event, Lane lane) {
        if (filter.match(event) == Match.NO) {
            progress.changed(PASSED_INTERVAL);
            return null;
        }
        progress.changed(limits.progressInterval());
        Parcel parcel = parcels.take(event.position(), event.article(), lane.again);
        if (!parcels.isReady(parcel)) {
            return null;
        }
        Parcel sent = parcels.send(parcel);
        sent.event = event;
        return sent;
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

    /** One that is read and delivered makes room for the next. */
    void finishRedelivery() {
        Lane lane = redelivery;
        if (lane != null && lane.isRead() && !parcels.hasRedelivery()) {
            redelivered = lane.id;
            beginRedelivery();
            progress.changed(limits.progressInterval());
            if (redelivery != null) {
                steps.add(goOn);
            }
        }
    }

    /** @return the event of a parcel that was taken before; absent if it must be loaded first */
    @Nullable
    LogEvent find(Parcel parcel) {
        Position before = new Position(parcel.position.value() - 1);
        List<LogEvent> found = events.after(before, 1);
        if (found == null || found.isEmpty()) {
            load(before);
            return null;
        }
        return found.getFirst();
    }

    private void load(Position after) {
        loading = true;
        loadingEvents.update(events.load(after)
                .subscribe(null, failure -> steps.add(() -> notLoaded(failure)), () -> steps.add(this::loaded)));
    }

    private void loaded() {
        loading = false;
        goOn.run();
    }

    private void notLoaded(Throwable failure) {
        log.debug("the events of {} cannot be read at the moment", subscription.id(), failure);
        steps.addAt(steps.now().plus(PAUSE), this::loaded);
    }

    void close() {
        loadingEvents.dispose();
    }
}
