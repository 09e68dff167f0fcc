package org.dibao.eventlog.publicevents;

import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.PublicationFollower;
import org.jspecify.annotations.Nullable;

/** The events at up to {@value #SIZE} neighbouring positions, as they are read from Kafka together. Immutable. */
public final class EventBlock {
    public static final int SIZE = 500;

    private final List<LogEvent> events;

    private EventBlock(List<LogEvent> events) {
        this.events = events;
    }

    /** The number of the block that begins what comes after a position. */
    public static long number(Position position) {
        return position.next().value() / SIZE;
    }

    /** The last position before a block. */
    public static Position before(long number) {
        return new Position(number * SIZE - 1);
    }

    /**
     * @param after the position before the first event: that before a block, or one within it
     * @param read  the events after it; those beyond the block are left out, and what is missing between them becomes gaps
     * @param upTo  the last position that the block may have
     */
    public static EventBlock of(Position after, List<LogEvent> read, Position upTo) {
        Position end = new Position(Math.min((number(after) + 1) * SIZE - 1, upTo.value()));
        List<LogEvent> events = new ArrayList<>(read.size());
        Position at = after;
        String source = read.isEmpty()
                ? PublicationFollower.UNKNOWN_SITE
                : read.getFirst().source();
        for (LogEvent event : read) {
            Position position = event.position();
            if (position.isAfter(end)) {
                break;
            }
            if (position.isAfter(at.next())) {
                events.add(LogEvent.gap(at.next(), new Position(position.value() - 1), source));
            }
            events.add(event);
            source = event.source();
            at = position;
        }
        if (end.isAfter(at)) { // the records that follow are beyond this block
            events.add(LogEvent.gap(at.next(), end, source));
        }
        return new EventBlock(events);
    }

    /** The last position that it knows about; none if it has no event. */
    public Position last() {
        return events.isEmpty() ? Position.NONE : events.getLast().position();
    }

    /**
     * The events after a position, at most {@code max}.
     *
     * @return null if it has none
     */
    public @Nullable List<LogEvent> after(Position position, int max) {
        if (events.isEmpty() || !events.getLast().position().isAfter(position)) {
            return null;
        }
        int from = firstAfter(position);
        return List.copyOf(events.subList(from, Math.min(events.size(), from + max)));
    }

    private int firstAfter(Position position) {
        int low = 0;
        int high = events.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (events.get(middle).position().isAfter(position)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
