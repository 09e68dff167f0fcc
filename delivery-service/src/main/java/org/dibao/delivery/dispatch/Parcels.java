package org.dibao.delivery.dispatch;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.dibao.contract.article.Position;
import org.dibao.delivery.progress.Progress.Waiting;
import org.dibao.delivery.subscription.Subscription.Ordering;
import org.jspecify.annotations.Nullable;

/**
 * What a courier has taken and not delivered yet. Parcels that must not overtake one another form a chain: only the first of
 * each may be sent. Not thread-safe.
 */
final class Parcels {
    private Ordering ordering;
    private final TreeSet<Parcel> all = new TreeSet<>(Parcel.BY_NUMBER);
    private final Map<String, ArrayDeque<Parcel>> chains = new HashMap<>();
    /** The first of each chain, unless it is under way. */
    private final TreeSet<Parcel> ready = new TreeSet<>(Parcel.BY_TIME);

    private long taken;
    private int underWay;

    Parcels(Ordering ordering, List<Waiting> waiting) {
        this.ordering = ordering;
        waiting.forEach(one -> append(Parcel.of(one, taken++)));
    }

    /** From now on they form other chains. Only while nothing is under way. */
    void order(Ordering changed) {
        if (changed != ordering) {
            ordering = changed;
            List<Parcel> kept = List.copyOf(all);
            all.clear();
            chains.clear();
            ready.clear();
            kept.forEach(this::append);
        }
    }

    /** Whatever is not delivered yet, in the order in which it was taken. */
    List<Waiting> waiting() {
        return all.stream().map(Parcel::waiting).toList();
    }

    /** The positions that are not delivered yet, redeliveries aside. */
    List<Position> undelivered() {
        return all.stream()
                .filter(parcel -> !parcel.again)
                .map(parcel -> parcel.position)
                .toList();
    }

    int size() {
        return all.size();
    }

    int underWay() {
        return underWay;
    }

    /** The oldest; absent if everything is delivered. */
    @Nullable
    Parcel first() {
        return all.isEmpty() ? null : all.first();
    }

    boolean hasRedelivery() {
        return all.stream().anyMatch(parcel -> parcel.again);
    }

    Parcel take(Position position, String article, boolean again) {
        Parcel parcel = new Parcel(taken++, position, article, again, Instant.MIN);
        append(parcel);
        return parcel;
    }

    private void append(Parcel parcel) {
        all.add(parcel);
        ArrayDeque<Parcel> chain = chains.computeIfAbsent(key(parcel), _ -> new ArrayDeque<>(2));
        chain.add(parcel);
        if (chain.size() == 1) {
            ready.add(parcel);
        }
    }

    private String key(Parcel parcel) {
        return ordering == Ordering.STRICT ? "" : parcel.article;
    }

    /** When the next parcel may be sent; absent if none may before an answer. */
    @Nullable
    Instant nextDue() {
        return ready.isEmpty() ? null : ready.first().due;
    }

    /** The next parcel that is due, which is then under way; absent if there is none. */
    @Nullable
    Parcel sendDue(Instant now) {
        Instant due = nextDue();
        return due == null || due.isAfter(now) ? null : underWay(ready.first());
    }

    /** The oldest parcel that may be sent, due or not, which is then under way; absent if there is none. */
    @Nullable
    Parcel sendOldest() {
        return ready.stream().min(Parcel.BY_NUMBER).map(this::underWay).orElse(null);
    }

    /** Whether nothing else must be sent before it. */
    boolean isReady(Parcel parcel) {
        return ready.contains(parcel);
    }

    /** A parcel that is ready is under way from now on. */
    Parcel send(Parcel parcel) {
        return underWay(parcel);
    }

    private Parcel underWay(Parcel parcel) {
        ready.remove(parcel);
        underWay++;
        return parcel;
    }

    void delivered(Parcel parcel) {
        underWay--;
        all.remove(parcel);
        parcel.event = null;
        ArrayDeque<Parcel> chain = Objects.requireNonNull(chains.get(key(parcel)));
        chain.remove();
        if (chain.isEmpty()) {
            chains.remove(key(parcel));
        } else {
            ready.add(chain.element());
        }
    }

    /** It stays the first of its chain. */
    void sendAgainAt(Parcel parcel, Instant due) {
        underWay--;
        parcel.event = null;
        parcel.due = due;
        ready.add(parcel);
    }

    /** The target works again: nothing waits for its time. */
    void allDue() {
        List<Parcel> heads = List.copyOf(ready);
        ready.clear();
        heads.forEach(parcel -> parcel.due = Instant.MIN);
        ready.addAll(heads);
    }

    /** Failures so far do not count any more. */
    void startOver() {
        allDue();
        all.forEach(parcel -> {
            parcel.attempts = 0;
            parcel.since = null;
        });
    }
}
