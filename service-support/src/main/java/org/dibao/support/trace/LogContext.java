package org.dibao.support.trace;

import org.dibao.contract.article.Position;
import org.dibao.contract.wire.TraceParent;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import reactor.util.context.ContextView;

/**
 * The context of every log line: the position that it is about and the request. Code that logs opens a {@link #of scope}
 * around it; reactive code keeps both in Reactor's context under these names and opens a scope from that. Nothing
 * propagates them between threads automatically: that would cost time at each step of each chain.
 */
public final class LogContext {
    /** The position, or the first and last of a run, such as {@code 7-12}. */
    public static final String POSITION = "position";

    /** The trace id of W3C Trace Context. */
    public static final String TRACE = "traceId";

    private LogContext() {}

    /** Log lines of this thread are about one position until the scope is closed. */
    public static Scope of(Position position, @Nullable TraceParent trace) {
        return new Scope(position.toString(), trace == null ? null : trace.traceId());
    }

    /** Log lines of this thread are about one request, but no position yet, until the scope is closed. */
    public static Scope of(TraceParent trace) {
        return new Scope(null, trace.traceId());
    }

    /** Log lines of this thread are about the subject of a reactive chain until the scope is closed. */
    public static Scope of(ContextView context) {
        return new Scope(context.getOrDefault(POSITION, null), context.getOrDefault(TRACE, null));
    }

    /** Log lines of this thread are about a run of positions until the scope is closed; none if the run is empty. */
    public static Scope of(Position first, Position last) {
        String run = first.isAfter(last) ? null : first.equals(last) ? first.toString() : first + "-" + last;
        return new Scope(run, null);
    }

    /** Must be closed by the thread that opened it; this restores the previous context. */
    public static final class Scope implements AutoCloseable {
        private final @Nullable String positionBefore = MDC.get(POSITION);
        private final @Nullable String traceBefore = MDC.get(TRACE);

        private Scope(@Nullable String position, @Nullable String trace) {
            set(POSITION, position);
            set(TRACE, trace);
        }

        @Override
        public void close() {
            set(POSITION, positionBefore);
            set(TRACE, traceBefore);
        }
    }

    static void set(String name, @Nullable String value) {
        if (value == null) {
            MDC.remove(name);
        } else {
            MDC.put(name, value);
        }
    }
}
