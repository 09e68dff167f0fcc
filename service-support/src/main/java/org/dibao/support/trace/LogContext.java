package org.dibao.support.trace;

import org.dibao.contract.article.Position;
import org.dibao.contract.wire.TraceParent;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What every line of the logs tells beside its message: the position that it is about, and the request. In reactive code
 * both are in Reactor's context, by these names, and get from there to the thread that logs; in other code a
 * {@link #of scope} has them.
 */
public final class LogContext {
    /** The position, or the first and the last of a run, as {@code 7-12}. */
    public static final String POSITION = "position";

    /** The trace id of W3C Trace Context. */
    public static final String TRACE = "traceId";

    private LogContext() {}

    /** Lines of this thread are about one position until the scope is closed. */
    public static Scope of(Position position, @Nullable TraceParent trace) {
        return new Scope(position.toString(), trace == null ? null : trace.traceId());
    }

    /** Lines of this thread are about a request that has no position yet, until the scope is closed. */
    public static Scope of(@Nullable TraceParent trace) {
        return new Scope(null, trace == null ? null : trace.traceId());
    }

    /** Lines of this thread are about a run of positions until the scope is closed; about none if it has none. */
    public static Scope of(Position first, Position last) {
        String run = first.isAfter(last) ? null : first.equals(last) ? first.toString() : first + "-" + last;
        return new Scope(run, null);
    }

    /** To be closed by the thread that opened it; then what was before is so again. */
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
