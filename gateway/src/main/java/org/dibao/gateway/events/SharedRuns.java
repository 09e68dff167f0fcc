package org.dibao.gateway.events;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.publicevents.EventFilter;
import org.jspecify.annotations.Nullable;

/**
 * What streams of one event loop are sent next, encoded once for all that stand at the same place and ask for the same: nearly
 * all of them do. A few are kept, the last ones used first. Confined to the event loop.
 */
final class SharedRuns {
    /** As many groups of streams as there may be in one pass without encoding anything twice. */
    private static final int MOST = 8;

    /**
     * Where a stream stands, and what it asks for.
     *
     * @param told the last position that the subscriber knows
     */
    record Place(EventFilter filter, EventFormat format, Position position, Position told) {
        /** Compares the filters last: that takes longest. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place place
                    && position.value() == place.position.value()
                    && told.value() == place.told.value()
                    && format == place.format
                    && (filter == place.filter || filter.equals(place.filter));
        }

        @Override
        public int hashCode() {
            return Long.hashCode(position.value());
        }
    }

    /**
     * What comes next for all streams at one place.
     *
     * @param bytes    framed and shared: to be written as a retained duplicate
     * @param position where a stream is afterwards
     * @param events   the positions of the events in it
     */
    record Run(Place place, ByteBuf bytes, Position position, Position told, PushedEvents.Counts events) {}

    private final Deque<Run> runs = new ArrayDeque<>();

    @Nullable
    Run next(Place place) {
        for (Run run : runs) {
            if (run.place().equals(place)) {
                if (run != runs.getFirst()) {
                    runs.remove(run);
                    runs.addFirst(run);
                }
                return run;
            }
        }
        return null;
    }

    /** Keeps one, whose buffer is then released here. */
    void add(Run run) {
        runs.addFirst(run);
        while (runs.size() > MOST) {
            runs.removeLast().bytes().release();
        }
    }

    void clear() {
        runs.forEach(run -> run.bytes().release());
        runs.clear();
    }
}
