package org.dibao.store.folding;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.fold.Decision;
import org.dibao.eventlog.Received;
import org.dibao.eventlog.stream.LogHandler;
import org.dibao.store.folding.Decider.Decided;
import org.dibao.store.history.DeadLetters.DeadLetter;
import org.dibao.store.history.Ports;
import org.dibao.store.history.Progress.Mark;
import org.jspecify.annotations.Nullable;

/**
 * Folds the log, batch by batch: decide, project, announce, bury what is unreadable, advance. Each step is durable before
 * the next begins and none takes effect twice, so the loop may die anywhere: it forgets what it knew at every failure and
 * reads from the ports where it stands. For one thread.
 */
public final class FoldingLoop implements LogHandler {
    private final Ports ports;
    private final String process;
    private final int batchSize;
    private final Await await;
    private final Recovery recovery;
    private final Decider decider;
    private final Projector projector;
    private final Observer observer;
    private @Nullable Standing standing;
    private @Nullable Position soughtInVain;

    /** Is told what has come about, in the loop's thread. */
    public interface Observer {
        /** It goes on behind this position. */
        default void resumed(Position at) {}

        /** These are decided, announced and behind progress. */
        void folded(List<Decision> decisions);
    }

    /**
     * @param process   names this process, and no other: what it wrote is known again
     * @param batchSize how many submissions are decided at once at most
     * @param timeout   how long the database may take for one bulk
     */
    public FoldingLoop(Ports ports, String process, int batchSize, Duration timeout, Observer observer) {
        this.ports = ports;
        this.process = process;
        this.batchSize = batchSize;
        this.await = new Await(timeout);
        this.recovery = new Recovery(ports, await, process);
        this.decider = new Decider(ports, await);
        this.projector = new Projector(ports.projections(), await);
        this.observer = observer;
    }

    /** @throws Refusal if the database and the log do not belong together */
    @Override
    public Position resume() {
        standing = null;
        Standing at = recover();
        standing = at;
        return at.done().next();
    }

    private Standing recover() {
        Standing at = recovery.standing();
        observer.resumed(at.done());
        return at;
    }

    @Override
    public Position on(List<Received> records) {
        try {
            return advance(records);
        } catch (Moved e) {
            return resume();
        } catch (RuntimeException e) {
            standing = null;
            throw e;
        }
    }

    private Position advance(List<Received> records) {
        Standing at = standing == null ? recover() : standing;
        int from = 0;
        while (from < records.size()) {
            long wanted = at.done().value() + 1;
            long offset = records.get(from).offset();
            if (offset < wanted) {
                from++; // has been handled
                continue;
            }
            if (offset > wanted) {
                standing = at;
                return seekBack(at.done().next(), offset);
            }
            int to = from + 1;
            while (to < records.size()
                    && to - from < batchSize
                    && records.get(to).offset() == offset + (to - from)) {
                to++;
            }
            at = handle(at, Inbox.of(records.subList(from, to)));
            from = to;
        }
        standing = at;
        return at.done().next();
    }

    private Position seekBack(Position wanted, long found) {
        if (wanted.equals(soughtInVain)) {
            throw new LogDefect(
                    "The log has a gap: position " + wanted + " is followed by " + found + ". Nothing behind it is"
                            + " decided. Restore the topic's records, or run `dibao rebuild` on a whole log.");
        }
        soughtInVain = wanted;
        return wanted;
    }

    private Standing handle(Standing at, Inbox inbox) {
        if (inbox.items().isEmpty()) {
            throw java.util.Objects.requireNonNull(inbox.newer());
        }
        Decided decided = decider.decide(at, inbox, ports.progress().find().thenAccept(now -> compare(at.mark(), now)));
        List<Decision> decisions = decided.decisions();
        projector.apply(decisions);
        Position announced = announce(at.announced(), decisions);
        Position buried = bury(at.buried(), decisions);
        Position done = decisions.getLast().position();
        Standing after = at.after(done, announced, buried, advance(at.mark(), done), decided.site());
        soughtInVain = null;
        observer.folded(decisions);
        if (inbox.newer() != null) {
            standing = after;
            throw inbox.newer();
        }
        return after;
    }

    private Position announce(Position announced, List<Decision> decisions) {
        List<Decision> later =
                decisions.stream().filter(d -> d.position().isAfter(announced)).toList();
        if (later.isEmpty()) {
            return announced;
        }
        ports.announcements().append(later.stream().map(Decision::event).toList());
        return later.getLast().position();
    }

    private Position bury(Position buried, List<Decision> decisions) {
        List<DeadLetter> letters = decisions.stream()
                .filter(d -> d.outcome() instanceof Outcome.Unreadable
                        && d.position().isAfter(buried))
                .map(d -> new DeadLetter(d.position(), ((Outcome.Unreadable) d.outcome()).reason()))
                .toList();
        if (letters.isEmpty()) {
            return buried;
        }
        ports.deadLetters().append(letters);
        return letters.getLast().position();
    }

    private Mark advance(Mark from, Position done) {
        if (!done.isAfter(from.position())) {
            return from; // events were announced again
        }
        Mark to = from.at(done, process);
        if (!await.result(ports.progress().advance(Optional.of(from), to))) {
            compare(from, await.result(ports.progress().find()));
            throw new Moved(); // it was changed and changed back
        }
        return to;
    }

    private void compare(Mark at, Optional<Mark> now) {
        if (now.isPresent() && now.get().isWhere(at)) {
            return;
        }
        if (now.isEmpty()
                || at.position().isAfter(now.get().position())
                || now.get().by().equals(process)) {
            throw new Moved();
        }
        throw new Stop("Another instance of the store is active: it has advanced to position "
                + now.get().position()
                + " while this one stood at " + at.position()
                + ". This one has stopped folding and still answers reads."
                + " See that both have the same group and different instance names, then start this one again.");
    }

    /** Progress is elsewhere: the database was dropped or restored, or an own write that was given up on came late. */
    private static final class Moved extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
