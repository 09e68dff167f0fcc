package org.dibao.gateway.events;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.text.Quoted;
import org.dibao.eventlog.publicevents.EventFilter;
import org.dibao.support.names.Nearest;
import org.dibao.support.problem.ProblemDocuments;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Reads what a subscriber asks for: its filter, and where it begins. */
@Component
final class EventRequests {
    /**
     * @param after   the place to read on from
     * @param content whether events of live articles are to have the whole article
     * @param keys    whether events are to have the keys of the pages that they changed
     */
    record Wanted(Cursor after, EventFilter filter, boolean content, boolean keys) {}

    /** Besides those of the filter. */
    private static final Set<String> OWN_PARAMETERS = Set.of("include", "after", "lastEventId", "limit", "wait");

    private static final String ARTICLE = "article";
    private static final String PURGE = "purge";
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final EventLog events;
    private final EventSettings settings;

    EventRequests(EventLog events, EventSettings settings) {
        this.events = events;
        this.settings = settings;
    }

    /**
     * @param all  whether the key was given
     * @param then answers a valid request; others get 400, and 410 if their cursor does not belong to this log
     */
    Mono<ServerResponse> read(ServerRequest request, boolean all, Function<Wanted, Mono<ServerResponse>> then) {
        EventFilter filter;
        List<String> more;
        try {
            checkNames(request.queryParams().keySet());
            filter = EventFilter.of(request.queryParams(), all, settings.maxFilterValues());
            more = included(request);
        } catch (IllegalArgumentException e) {
            return malformed(String.valueOf(e.getMessage()));
        }
        String lastId = lastEventId(request);
        String given = lastId == null ? request.queryParams().getFirst("after") : lastId;
        StartingPoint start;
        try {
            start = StartingPoint.parse(given);
        } catch (IllegalArgumentException e) {
            return malformed((lastId == null ? "after" : LAST_EVENT_ID) + ": \"" + given
                    + "\" is no place in the stream; write a cursor of this stream, a position, a time such as"
                    + " 2026-05-01T08:00:00Z, earliest, latest or snapshot");
        }
        Function<Cursor, Mono<ServerResponse>> from =
                cursor -> then.apply(new Wanted(cursor, filter, more.contains(ARTICLE), more.contains(PURGE)));
        return switch (start) {
            case StartingPoint.Latest _ -> from.apply(events.cursor(events.last()));
            case StartingPoint.Snapshot _ -> from.apply(new Cursor(Position.NONE, events.id(), events.last()));
            case StartingPoint.Since since ->
                events.before(since.time()).flatMap(before -> from.apply(events.cursor(before)));
            case StartingPoint.After after -> after(after.cursor(), from);
        };
    }

    private static void checkNames(Set<String> names) {
        for (String name : names) {
            if (!EventFilter.PARAMETERS.contains(name) && !OWN_PARAMETERS.contains(name)) {
                TreeSet<String> all = new TreeSet<>(EventFilter.PARAMETERS);
                all.addAll(OWN_PARAMETERS);
                throw new IllegalArgumentException("unknown parameter " + Quoted.of(name) + ""
                        + Nearest.question(name, all) + " The parameters are " + String.join(", ", all));
            }
        }
    }

    private static List<String> included(ServerRequest request) {
        List<String> wanted = request.queryParams().getOrDefault("include", List.of());
        for (String value : wanted) {
            if (!ARTICLE.equals(value) && !PURGE.equals(value)) {
                throw new IllegalArgumentException(
                        "include: " + Quoted.of(value) + " is neither " + ARTICLE + " nor " + PURGE);
            }
        }
        return wanted;
    }

    /**
     * A browser that reconnects sends its cursor and the parameters of the beginning: the cursor counts. One that lacks
     * {@code EventSource} sends it as a parameter, as its common replacement does.
     */
    private static @Nullable String lastEventId(ServerRequest request) {
        String header = request.headers().firstHeader(LAST_EVENT_ID);
        String id = header == null ? request.queryParams().getFirst("lastEventId") : header;
        return id == null || id.isEmpty() ? null : id;
    }

    private Mono<ServerResponse> after(Cursor cursor, Function<Cursor, Mono<ServerResponse>> then) {
        if (cursor.log() != null) {
            Position common = events.inCommonWith(cursor.log());
            if (common == null) {
                return unknown("This cursor belongs to another log, from before this one was replaced.");
            }
            if (cursor.last().isAfter(common)) {
                return unknown("This cursor lies beyond position " + common
                        + ", up to which the log was restored from a backup: what came after it is gone, and other"
                        + " events have these positions now. after=" + events.cursor(common)
                        + " goes on from there.");
            }
        }
        if (events.last().isAtLeast(cursor.last())) {
            return then.apply(cursor);
        }
        // Another gateway may be ahead of this one.
        return events.end()
                .flatMap(end -> end.isAtLeast(cursor.last())
                        ? then.apply(cursor)
                        : unknown("This log ends at position " + end + "."));
    }

    private static Mono<ServerResponse> malformed(String detail) {
        return ProblemDocuments.response(ProblemDocuments.of(Problem.Type.MALFORMED, detail));
    }

    private static Mono<ServerResponse> unknown(String why) {
        ProblemDetail problem = ProblemDocuments.of(
                Problem.Type.UNKNOWN_CURSOR,
                why + " Begin again: with after=earliest for all events, or without after for new ones.");
        problem.setProperty("earliest", URI.create("/api/events?after=earliest"));
        problem.setProperty("latest", URI.create("/api/events"));
        return ProblemDocuments.response(problem);
    }
}
