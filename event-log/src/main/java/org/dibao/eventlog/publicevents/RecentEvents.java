package org.dibao.eventlog.publicevents;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;

/** The latest events, in memory. One thread adds, any may read without waiting. */
public final class RecentEvents {
    private final AtomicReferenceArray<@Nullable LogEvent> events;
    /** Before the first event that was ever added. */
    private volatile Position start = Position.NONE;

    private volatile Position last = Position.NONE;

    /** @param size how many are kept */
    public RecentEvents(int size) {
        this.events = new AtomicReferenceArray<>(size);
    }

    public void startAfter(Position position) {
        start = position;
        last = position;
    }

    public void add(LogEvent event) {
        events.set(slot(event.position()), event);
        last = event.position();
    }

    public Position last() {
        return last;
    }

    /**
     * The events after a position, at most {@code max}; none if the position is the last or beyond.
     *
     * @return null if they are no longer kept
     */
    public @Nullable List<LogEvent> after(Position position, int max) {
        Position end = last;
        if (position.isAtLeast(end)) {
            return List.of();
        }
        if (start.isAfter(position)) {
            return null;
        }
        int count = (int) Math.min(max, end.value() - position.value());
        List<LogEvent> found = new ArrayList<>(count);
        for (Position wanted = position.next(); found.size() < count; wanted = wanted.next()) {
            LogEvent event = events.get(slot(wanted));
            if (event == null || !event.position().equals(wanted)) {
                return found.isEmpty() ? null : found; // overwritten, possibly while this was reading
            }
            found.add(event);
        }
        return found;
    }

    /** Whether the event at a position is kept. */
    public boolean holds(Position position) {
        LogEvent event = events.get(slot(position));
        return event != null && event.position().equals(position);
    }

    private int slot(Position position) {
        return (int) Math.floorMod(position.value(), (long) events.length());
    }
}
