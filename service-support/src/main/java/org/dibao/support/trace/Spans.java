package org.dibao.support.trace;

import java.time.Instant;
import org.dibao.contract.wire.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * Records the steps of requests. By default nothing is recorded and nothing connects.
 */
public interface Spans extends AutoCloseable {

    /** For a request without a {@code traceparent}: decides whether it is recorded. */
    TraceParent begin();

    /** Whether steps of a request are recorded. */
    boolean areRecorded(@Nullable TraceParent request);

    /**
     * Begins a step of a recorded request.
     *
     * @param name of low cardinality, such as {@code store decides}
     * @param since when it began
     */
    Span start(String name, TraceParent request, Instant since);

    /** Sends what is still pending, for at most a few seconds. */
    @Override
    void close();

    /** A step in progress. Closing it ends it. */
    interface Span extends AutoCloseable {

        /** The parent of the next step. */
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
