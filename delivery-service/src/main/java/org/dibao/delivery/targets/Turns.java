package org.dibao.delivery.targets;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets at most so many attempts run at once, and keeps slow targets from holding up the others, however many there are. Thread-safe.
 * <ul>
 *   <li>No target, and none of those at one host, has more attempts under way than are still free: whatever comes next finds some.
 *   <li>Targets whose attempts take long have at most half of all turns together.
 *   <li>A target that is not known yet has one attempt under way, and a quarter of all turns is neither for slow targets nor for
 *       those. So one that is known to answer promptly waits for none of them.
 * </ul>
 * The attempts of one target begin in the order in which they came, targets that wait take turns.
 */
final class Turns {
    /** Targets whose pace is known. */
    private static final int REMEMBERED = 20_000;
    /** Of those that wait, looked at when an attempt ends. */
    private static final int LOOKED_AT = 64;

    private final int limit;
    private final int limitPerHost;
    private final long slowAfter;
    private final LongSupplier nanoTime;

    // Guarded by this.
    private final Map<String, Party> parties = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Integer> atHosts = new HashMap<>();
    /** The one that began first is the first. */
    private final LinkedHashSet<Turn> underWay = new LinkedHashSet<>();

    private final LinkedHashSet<Party> waiting = new LinkedHashSet<>();
    private final LinkedHashSet<Party> slowWaiting = new LinkedHashSet<>();
    /** Under way to targets that are not known to be prompt. */
    private int notPrompt;

    private enum Pace {
        UNKNOWN,
        PROMPT,
        SLOW
    }

    /** One target. */
    private static final class Party {
        private final String host;
        private final ArrayDeque<Turn> turns = new ArrayDeque<>(2);
        private Pace pace = Pace.UNKNOWN;
        private int underWay;

        Party(String host) {
            this.host = host;
        }
    }

    /**
     * @param limitPerHost attempts under way to one host
     * @param slowAfter    a target is slow whose last attempt took so many nanoseconds, or takes them already
     */
    Turns(int limit, int limitPerHost, long slowAfter, LongSupplier nanoTime) {
        this.limit = limit;
        this.limitPerHost = limitPerHost;
        this.slowAfter = slowAfter;
        this.nanoTime = nanoTime;
    }

    /** One attempt's turn: taken once, and ended once unless it is left before it begins. */
    final class Turn {
        private final String target;
        private final String host;
        private final Runnable begin;
        private @Nullable Party party;
        private long began;

        private Turn(String target, String host, Runnable begin) {
            this.target = target;
            this.host = host;
            this.begin = begin;
        }

        /** Begins when it is its turn: now, or in the thread of another one that ends. */
        void take() {
            if (mayBeginNow(this)) {
                begin.run();
            }
        }

        /** @return whether it was still waiting: then it will not begin */
        boolean leave() {
            return stopsWaiting(this);
        }

        /** @param judged whether the time that it took says something about the target */
        void end(boolean judged) {
            ended(this, judged).forEach(next -> next.begin.run());
        }
    }

    /** @param begin must lead to a call of {@link Turn#end} */
    Turn of(String target, String host, Runnable begin) {
        return new Turn(target, host, begin);
    }

    private synchronized boolean mayBeginNow(Turn turn) {
        Party party = parties.computeIfAbsent(turn.target, _ -> new Party(turn.host));
        turn.party = party;
        forgetOldest();
        if (party.turns.isEmpty() && mayBegin(party)) {
            begun(turn, party);
            return true;
        }
        party.turns.add(turn);
        queue(party).add(party);
        return false;
    }

    private void forgetOldest() {
        Iterator<Party> oldest = parties.values().iterator();
        while (parties.size() > REMEMBERED && oldest.hasNext()) {
            Party party = oldest.next();
            if (party.underWay == 0 && party.turns.isEmpty()) {
                oldest.remove();
            }
        }
    }

    private boolean mayBegin(Party party) {
        int free = limit - underWay.size();
        int freeAtHost = limitPerHost - atHosts.getOrDefault(party.host, 0);
        if (party.underWay >= Math.min(free, freeAtHost)) {
            return false;
        }
        return switch (party.pace) {
            case PROMPT -> true;
            case UNKNOWN -> party.underWay == 0 && notPrompt < limit - limit / 4;
            case SLOW -> party.underWay < Math.max(1, limit / 2) - notPrompt;
        };
    }

    private void begun(Turn turn, Party party) {
        turn.began = nanoTime.getAsLong();
        underWay.add(turn);
        party.underWay++;
        atHosts.merge(party.host, 1, Integer::sum);
        notPrompt += party.pace == Pace.PROMPT ? 0 : 1;
    }

    private synchronized boolean stopsWaiting(Turn turn) {
        Party party = turn.party;
        if (party == null || !party.turns.remove(turn)) {
            return false;
        }
        if (party.turns.isEmpty()) {
            queue(party).remove(party);
        }
        return true;
    }

    private synchronized List<Turn> ended(Turn turn, boolean judged) {
        Party party = requireNonNull(turn.party);
        underWay.remove(turn);
        party.underWay--;
        if (atHosts.merge(party.host, -1, Integer::sum) == 0) {
            atHosts.remove(party.host);
        }
        notPrompt -= party.pace == Pace.PROMPT ? 0 : 1;
        if (judged) {
            found(party, nanoTime.getAsLong() - turn.began < slowAfter ? Pace.PROMPT : Pace.SLOW);
        }
        return next(LOOKED_AT);
    }

    /** To be called several times a second: finds out who has become slow. */
    void look() {
        found().forEach(next -> next.begin.run());
    }

    private synchronized List<Turn> found() {
        long now = nanoTime.getAsLong();
        for (Turn turn : underWay) {
            if (now - turn.began < slowAfter) {
                break;
            }
            found(requireNonNull(turn.party), Pace.SLOW);
        }
        return next(Integer.MAX_VALUE);
    }

    private void found(Party party, Pace pace) {
        if (party.pace == pace) {
            return;
        }
        boolean waits = queue(party).remove(party);
        notPrompt -= party.pace == Pace.PROMPT ? 0 : party.underWay;
        party.pace = pace;
        notPrompt += pace == Pace.PROMPT ? 0 : party.underWay;
        if (waits) {
            queue(party).add(party);
        }
    }

    private LinkedHashSet<Party> queue(Party party) {
        return party.pace == Pace.SLOW ? slowWaiting : waiting;
    }

    /** What may begin now, and has begun. */
    private List<Turn> next(int lookedAt) {
        if (waiting.isEmpty() && slowWaiting.isEmpty()) {
            return List.of();
        }
        List<Turn> next = new ArrayList<>(2);
        int before;
        do { // one that is known to be prompt from now on may begin several
            before = next.size();
            next(waiting, lookedAt, next);
            next(slowWaiting, lookedAt, next);
        } while (next.size() > before);
        return next;
    }

    private void next(LinkedHashSet<Party> queue, int lookedAt, List<Turn> next) {
        for (int left = Math.min(lookedAt, queue.size()); left > 0 && underWay.size() < limit; left--) {
            Party party = queue.removeFirst();
            if (mayBegin(party)) {
                Turn turn = party.turns.remove();
                begun(turn, party);
                next.add(turn);
            }
            if (!party.turns.isEmpty()) {
                queue.add(party);
            }
        }
    }
}
