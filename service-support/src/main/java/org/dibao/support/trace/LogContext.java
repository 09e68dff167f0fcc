package org.dibao.support.trace;

import org.dibao.contract.article.Position;
import org.dibao.contract.wire.TraceParent;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The context of every log line: the position that it is about and the request. In reactive code both are in Reactor's
 * context under these names and are propagated to the logging thread; in other code a {@link #of scope} sets them.
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

    /**
     * Log lines of this thread are about a run of positions until the scope is closed; about none if the run is empty.
     */
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
