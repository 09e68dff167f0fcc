package org.dibao.gateway.events;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.publicevents.EventFilter;
import org.dibao.eventlog.publicevents.LogEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Reads on for one subscriber, event by event, each exactly once and in order. Of a snapshot it gives only the events that made
 * an article what it is now; whatever changes meanwhile comes after the snapshot. Used by one thread at a time.
 */
final class EventReader {
    /** What was found by a {@link #advance step}. */
    enum Found {
        /** The next event: {@link #delivery}. */
        EVENT,
        /** The end of the snapshot; the cursor has changed. */
        SNAPSHOT_END,
        /** An event that the subscriber did not ask for. */
        NOT_WANTED,
        /** No event yet. */
        NOTHING,
        /** The next event is not in memory: {@link #load} brings it there. */
        UNLOADED
    }

    /** Events taken from the log at once. */
    private static final int RUN = 200;

    private final EventLog events;
    private final LiveArticles articles;
    private final EventFilter filter;
    private final boolean wantsContent;
    private final boolean wantsKeys;
    private final int maxPositions;
    private final int maxContents;
    private final EventArchive.@Nullable Place place;

    /** Everything up to here was delivered, or is not for this subscriber. */
    private Position position;
    /** The last position that the subscriber knows. */
    private Position told;

    private @Nullable Position snapshotEnd;
    private @Nullable Delivery delivery;

    private List<LogEvent> run = List.of();
    private int next;
    /** Of the run, within the snapshot: the events that still say how an article is. Absent until known. */
    private @Nullable Set<Position> current;
    /** Known for wanted events up to {@code contentsTo}. */
    private Map<Position, byte[]> contents = Map.of();

    private Position contentsTo = Position.NONE;

    /** @param together whether it reads on for long, so that others at nearby places and it wait for one another */
    EventReader(
            EventLog events,
            LiveArticles articles,
            EventRequests.Wanted wanted,
            EventSettings settings,
            boolean together) {
        this.events = events;
        this.maxPositions = settings.maxPositions();
        this.maxContents = settings.maxContents();
        this.place = together ? new EventArchive.Place() : null;
        this.articles = articles;
        this.filter = wanted.filter();
        this.wantsContent = wanted.content();
        this.wantsKeys = wanted.keys();
        this.position = wanted.after().position();
        this.told = position;
        Position end = wanted.after().snapshotEnd();
        this.snapshotEnd = end == null || position.isAtLeast(end) ? null : end;
    }

    /** Goes on by one event at most. */
    Found advance() {
        if (snapshotEnd != null && position.isAtLeast(snapshotEnd)) {
            snapshotEnd = null;
            told = position;
            return Found.SNAPSHOT_END;
        }
        if (next == run.size()) {
            List<LogEvent> more =
                    events.after(position, snapshotEnd == null ? RUN : Math.min(RUN, maxPositions), place);
            if (more == null) {
                return Found.UNLOADED;
            }
            if (more.isEmpty()) {
                return Found.NOTHING;
            }
            run = more;
            next = 0;
            current = null;
        }
        LogEvent event = run.get(next);
        EventFilter.Match match = filter.match(event);
        boolean wanted = match != EventFilter.Match.NO;
        if (wanted && isInSnapshot(event) && event.kind() != null) {
            if (current == null) {
                return Found.UNLOADED;
            }
            wanted = current.contains(event.position());
        }
        boolean hasContent = wanted && wantsContent && event.now() != null;
        if (hasContent && event.position().isAfter(contentsTo)) {
            return Found.UNLOADED;
        }
        next++;
        position = event.position();
        if (!wanted) {
            return Found.NOT_WANTED;
        }
        delivery = new Delivery(
                event,
                told,
                match == EventFilter.Match.LEFT,
                cursor(),
                hasContent ? contents.get(position) : null,
                wantsKeys);
        told = position;
        return Found.EVENT;
    }

    private boolean isInSnapshot(LogEvent event) {
        return snapshotEnd != null && snapshotEnd.isAtLeast(event.position());
    }

    /** The event that {@link #advance} has found. */
    Delivery delivery() {
        return requireNonNull(delivery);
    }

    /** The subscriber's place. */
    Cursor cursor() {
        return new Cursor(position, events.id(), snapshotEnd);
    }

    Position position() {
        return position;
    }

    /** Whether the subscriber does not know its place, because its filter has let nothing through. */
    boolean isAhead() {
        return position.isAfter(told);
    }

    /** The subscriber has been told the cursor. */
    void told() {
        told = position;
    }

    /** Whether contents are held, which {@link #pause} lets go. */
    boolean holdsContents() {
        return !contents.isEmpty();
    }

    /**
     * To be called when the next step may be some time away. Lets go of what others keep as well, and of contents, which
     * may be withdrawn until then.
     */
    void pause() {
        delivery = null;
        contents = Map.of();
        contentsTo = Position.NONE;
        if (current == null || next == run.size()) {
            run = List.of();
            next = 0;
            current = null;
        }
    }

    /**
     * Its place, if all at the same place who ask for the same are given the same next: that is so while it follows the latest
     * events, unless it reads a snapshot or asks for more than others do.
     */
    SharedRuns.@Nullable Place sharedPlace(EventFormat format) {
        return snapshotEnd == null
                        && !wantsContent
                        && !wantsKeys
                        && next == run.size()
                        && events.isAmongLatest(position)
                ? new SharedRuns.Place(filter, format, position, told)
                : null;
    }

    /** Moves to where a run from its {@linkplain #sharedPlace place} ends. */
    void skip(SharedRuns.Run to) {
        position = to.position();
        told = to.told();
    }

    Position lastTold() {
        return told;
    }

    /** Brings into memory what the next step needs. Fails if Kafka or the store does not give it. */
    Mono<Void> load() {
        if (next == run.size()) {
            return events.load(position, place);
        }
        if (snapshotEnd != null && current == null) {
            return loadCurrent();
        }
        return loadContents();
    }

    private Mono<Void> loadCurrent() {
        List<LogEvent> candidates = run.subList(next, run.size()).stream()
                .filter(event ->
                        event.now() != null && isInSnapshot(event) && filter.match(event) == EventFilter.Match.YES)
                .toList();
        return candidates.isEmpty()
                ? Mono.fromRunnable(() -> current = Set.of())
                : articles.positions(ids(candidates))
                        .doOnNext(positions -> {
                            Set<Position> still = new HashSet<>();
                            for (int i = 0; i < candidates.size(); i++) {
                                if (candidates.get(i).position().equals(positions.get(i))) {
                                    still.add(candidates.get(i).position());
                                }
                            }
                            current = still;
                        })
                        .then();
    }

    private Mono<Void> loadContents() {
        List<LogEvent> candidates = new ArrayList<>();
        for (LogEvent event : run.subList(next, run.size())) {
            boolean wanted = event.now() != null
                    && filter.match(event) != EventFilter.Match.NO
                    && (current == null || !isInSnapshot(event) || current.contains(event.position()));
            if (wanted && candidates.size() < maxContents) {
                candidates.add(event);
            }
        }
        return articles.contents(ids(candidates))
                .doOnNext(found -> {
                    contents = new HashMap<>();
                    for (int i = 0; i < found.size(); i++) {
                        byte[] content = found.get(i);
                        contentsTo = candidates.get(i).position();
                        if (content != null) {
                            contents.put(contentsTo, content);
                        }
                    }
                })
                .then();
    }

    private static List<String> ids(List<LogEvent> events) {
        return events.stream().map(LogEvent::article).toList();
    }
}
