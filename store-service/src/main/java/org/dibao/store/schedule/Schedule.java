package org.dibao.store.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.store.fold.Appointment;
import org.dibao.store.fold.Decision;
import org.dibao.store.fold.Head;
import org.dibao.store.history.Pending;
import org.jspecify.annotations.Nullable;

/**
 * The appointments that this instance knows of, in memory. It follows the decisions, so it is what the folded part of the log
 * says. Nothing depends on that: an appointment that is out of date gives a record without effect. Thread-safe.
 */
public final class Schedule {
    private static final Comparator<Appointment> BY_TIME = Comparator.comparing(Appointment::at)
            .thenComparing(appointment -> appointment.article().value())
            .thenComparing(Appointment::action);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<ArticleId, Appointment> known = new HashMap<>();
    private final NavigableSet<Appointment> due = new TreeSet<>(BY_TIME);
    private Position folded = Position.NONE;

    /** What has to be folded before anything is due; absent until the log has been asked. */
    private @Nullable Position wanted;

    /**
     * Begins again: the appointments are those after a position. Nothing is due until all that is in the log now has been
     * folded, because it may say that an appointment was kept or changed.
     */
    public void reload(Collection<Pending> desk, Position done) {
        lock.lock();
        try {
            known.clear();
            due.clear();
            desk.forEach(pending -> set(pending.article(), pending.appointment()));
            folded = done;
            wanted = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Follows decisions, in the order of their positions. */
    public void apply(List<Decision> decisions) {
        lock.lock();
        try {
            for (Decision decision : decisions) {
                Head head = decision.head();
                if (head != null) {
                    set(head.id(), head.appointment());
                }
                folded = decision.position();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void set(ArticleId article, @Nullable Appointment appointment) {
        Appointment before = appointment == null ? known.remove(article) : known.put(article, appointment);
        if (before != null) {
            due.remove(before);
        }
        if (appointment != null) {
            due.add(appointment);
        }
    }

    /** The number of appointments to come. */
    public int size() {
        lock.lock();
        try {
            return known.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whether somebody must find out where the log ends before anything can be due. */
    boolean needsEnd() {
        lock.lock();
        try {
            return wanted == null;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is due before this has been folded. */
    void waitFor(Position end) {
        lock.lock();
        try {
            wanted = end;
        } finally {
            lock.unlock();
        }
    }

    /** It is not known what the log holds: find out again before anything is due. */
    void doubt() {
        lock.lock();
        try {
            wanted = null;
        } finally {
            lock.unlock();
        }
    }

    /** Those whose time has come, the earliest first. */
    List<Appointment> due(Instant now, int limit) {
        lock.lock();
        try {
            List<Appointment> found = new ArrayList<>();
            if (wanted == null || !folded.isAtLeast(wanted)) {
                return found;
            }
            for (Appointment appointment : due) {
                if (appointment.at().isAfter(now) || found.size() == limit) {
                    break;
                }
                found.add(appointment);
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** A record of this appointment is in the log: it is not due any more. */
    void kept(Appointment appointment) {
        lock.lock();
        try {
            due.remove(appointment);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the next appointment, for a change, or until the time is over, whichever is first. */
    void await(Instant now, long atMostNanos) throws InterruptedException {
        lock.lock();
        try {
            long nanos = atMostNanos;
            if (!due.isEmpty() && wanted != null && folded.isAtLeast(wanted)) {
                Instant next = due.first().at();
                nanos = next.isAfter(now.plusNanos(atMostNanos))
                        ? nanos
                        : Math.max(0, now.until(next).toNanos());
            }
            if (nanos > 0) {
                var _ = changed.awaitNanos(Math.max(nanos, TimeUnit.MICROSECONDS.toNanos(100)));
            }
        } finally {
            lock.unlock();
        }
    }
}
