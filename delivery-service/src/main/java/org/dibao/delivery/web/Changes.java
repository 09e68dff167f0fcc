package org.dibao.delivery.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.event.Problem;
import org.dibao.delivery.subscription.SigningSecret;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.subscription.Subscription.Redelivery;
import org.dibao.delivery.subscription.SubscriptionBuilder;
import org.dibao.delivery.web.Places.Range;
import org.dibao.support.problem.ProblemException;

/** What can be done with a subscription besides a patch. */
final class Changes {
    private Changes() {}

    static Subscription paused(Subscription subscription) {
        return SubscriptionBuilder.builder(subscription).paused(true).build();
    }

    /** Also one that is parked or has ended. */
    static Subscription resumed(Subscription subscription) {
        return SubscriptionBuilder.builder(subscription)
                .paused(false)
                .resumes(subscription.resumes() + 1)
                .build();
    }

    /** With a new secret; messages are also signed with the previous one for a while. */
    static Subscription signedWith(Subscription subscription, String secret, Instant previousUntil) {
        List<SigningSecret> secrets = new ArrayList<>();
        secrets.add(new SigningSecret(secret, null));
        subscription.secrets().stream()
                .limit(1)
                .forEach(previous -> secrets.add(new SigningSecret(previous.value(), previousUntil)));
        return SubscriptionBuilder.builder(subscription).secrets(secrets).build();
    }

    /**
     * With one more redelivery, the last one.
     *
     * @param done up to which redelivery everything is done
     * @param most how many may be not done yet
     */
    static Subscription withRedelivery(Subscription subscription, Range range, long done, int most) {
        List<Redelivery> asked = new ArrayList<>(subscription.redeliveries().stream()
                .filter(one -> one.id() > done)
                .toList());
        if (asked.size() >= most) {
            throw new ProblemException(Problem.of(
                    Problem.Type.TOO_MANY,
                    asked.size() + " redeliveries of this subscription are not done yet, which is the limit"
                            + " (dibao.delivery.max-redeliveries); wait for them"));
        }
        long latest = subscription.redeliveries().stream()
                .mapToLong(Redelivery::id)
                .max()
                .orElse(0);
        asked.add(new Redelivery(Math.max(done, latest) + 1, range.from(), range.to()));
        return SubscriptionBuilder.builder(subscription).redeliveries(asked).build();
    }
}
