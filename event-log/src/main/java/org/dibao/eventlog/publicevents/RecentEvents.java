package org.dibao.eventlog.publicevents;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;

/** The latest events, in memory: so many of them, and no more than there is memory for. One thread adds, any may read without waiting. */
public final class RecentEvents {
    private final long memory;
    private final AtomicReferenceArray<@Nullable LogEvent> events;
    /** Before the first event that was ever added. */
    private volatile Position start = Position.NONE;

    private volatile Position last = Position.NONE;

    // Of the thread that adds.
    private final long[] sizes;
    private long used;
    private Position oldest = Position.NONE;

    /** @param size how many are kept */
    public RecentEvents(int size) {
        this(size, Long.MAX_VALUE);
    }

    /**
     * @param size   how many are kept at most
     * @param memory how much they may take together; the latest one is kept even if it alone takes more
     */
    public RecentEvents(int size, long memory) {
        this.memory = memory;
        this.events = new AtomicReferenceArray<>(size);
        this.sizes = new long[size];
    }

    public void startAfter(Position position) {
        start = position;
        last = position;
        oldest = position.next();
    }

    public void add(LogEvent event) {
        add(event, 0);
    }

    /** @param size the memory that it takes */
    public void add(LogEvent event, long size) {
        set(event.position(), event, size);
        last = event.position();
        if (last.value() - oldest.value() >= sizes.length) {
            oldest = new Position(last.value() - sizes.length + 1);
        }
        for (; used > memory && last.isAfter(oldest); oldest = oldest.next()) {
            set(oldest, null, 0);
        }
    }

    private void set(Position position, @Nullable LogEvent event, long size) {
        int slot = slot(position);
        used += size - sizes[slot];
        sizes[slot] = size;
        events.set(slot, event);
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
