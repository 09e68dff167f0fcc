package org.dibao.delivery.attempts;

import java.util.Collection;
import java.util.Map;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.eventlog.publicevents.EventFilter.Match;
import org.dibao.eventlog.publicevents.LogEvent;

/**
 * To whom an event has been delivered. Only subscriptions count that begin before it and whose filter, as it is now, matches it.
 *
 * @param subscriptions how many there are
 * @param delivered     how many of them have it, or were spared it, as chat rooms are the articles of an import
 * @param pending       how many are still to be sent it
 * @param parked        how many are not sent it until somebody resumes them
 * @param unknown       of how many nothing is known at the moment
 */
public record Deliveries(int subscriptions, int delivered, int pending, int parked, int unknown) {

    /** @param statuses by subscription, as far as they are known */
    public static Deliveries of(LogEvent event, Collection<Subscription> all, Map<String, Status> statuses) {
        int delivered = 0;
        int pending = 0;
        int parked = 0;
        int unknown = 0;
        for (Subscription subscription : all) {
            if (!event.position().isAfter(subscription.after())
                    || subscription.eventFilter().match(event) == Match.NO) {
                continue;
            }
            Status status = statuses.get(subscription.id());
            if (status == null) {
                unknown++;
            } else if (status.isDone(event.position())) {
                delivered++;
            } else if (status.mustBeResumed()) {
                parked++;
            } else {
                pending++;
            }
        }
        return new Deliveries(delivered + pending + parked + unknown, delivered, pending, parked, unknown);
    }
}
