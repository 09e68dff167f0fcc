package org.dibao.delivery.searchengine;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.targets.TargetRequest;
import org.dibao.delivery.targets.TargetResult.Answered;
import org.jspecify.annotations.Nullable;

/** The rules of one search engine, as its documentation has them. Stateless. */
interface SearchEngine {

    /** The kind of its subscriptions. */
    String kind();

    /** How many addresses one call may name. */
    int most();

    /** What is wrong with a target, as a sentence; empty if it may be called. */
    Optional<String> fault(Subscription subscription);

    /** The call that names these addresses, all of which are the site's. */
    TargetRequest call(URI target, URI site, List<String> addresses);

    /** The target without its secrets, for the attempt log. */
    String shown(URI target);

    /** Why the engine has not taken them, as a sentence; null if it has. */
    @Nullable
    String refusal(Answered answer, URI site);

    /** How long to wait after a refusal that says nothing about it; null: as usual. */
    @Nullable
    Duration pause(Answered answer, Instant now);

    /** How many addresses it takes until its day ends; null if it does not say. */
    @Nullable
    Integer remaining(Answered answer);

    /** When its next day begins. */
    Instant nextDay(Instant now);
}
