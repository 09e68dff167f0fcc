package org.dibao.support.trace;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Propagates one value of the {@link LogContext} from Reactor's context to the thread that runs an operator. */
abstract sealed class LogContextAccessor implements ThreadLocalAccessor<String> {
    private final String name;

    private LogContextAccessor(String name) {
        this.name = name;
    }

    @Override
    public Object key() {
        return name;
    }

    @Override
    public @Nullable String getValue() {
        return MDC.get(name);
    }

    @Override
    public void setValue(String value) {
        MDC.put(name, value);
    }

    @Override
    public void setValue() {
        MDC.remove(name);
    }

    /** Loaded by {@link java.util.ServiceLoader}. */
    public static final class OfPosition extends LogContextAccessor {
        public OfPosition() {
            super(LogContext.POSITION);
        }
    }

    /** Loaded by {@link java.util.ServiceLoader}. */
    public static final class OfTrace extends LogContextAccessor {
        public OfTrace() {
            super(LogContext.TRACE);
        }
    }
}
