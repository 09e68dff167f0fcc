package org.dibao.support.trace;

import java.time.Instant;
import org.dibao.contract.wire.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * Records the steps of requests. Where nobody wants to have them, as is the default, none is made and nothing is connected.
 */
public interface Spans extends AutoCloseable {

    /** A request that came without a {@code traceparent}: whether it is recorded is decided here. */
    TraceParent begin();

    /** Whether steps of a request are recorded. */
    boolean areRecorded(@Nullable TraceParent request);

    /**
     * Begins a step of a request that is recorded.
     *
     * @param name of few values, as {@code store decides}
     * @param since when it began
     */
    Span start(String name, TraceParent request, Instant since);

    /** Sends what is still to be sent, for some seconds at most. */
    @Override
    void close();

    /** A step that has begun. Closing it ends it. */
    interface Span extends AutoCloseable {

        /** What the next step belongs to. */
        TraceParent context();

        Span tag(String name, String value);

        @Override
        void close();
    }

    /** Records nothing. */
    Spans NONE = new Spans() {
        @Override
        public TraceParent begin() {
            return TraceParent.random();
        }

        @Override
        public boolean areRecorded(@Nullable TraceParent request) {
            return false;
        }

        @Override
        public Span start(String name, TraceParent request, Instant since) {
            return new Span() {
                @Override
                public TraceParent context() {
                    return request;
                }

                @Override
                public Span tag(String tag, String value) {
                    return this;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    };
}
