package org.dibao.gateway.submissions;

import org.dibao.contract.article.Position;
import org.dibao.eventlog.Received;
import org.jspecify.annotations.Nullable;

/**
 * What the topics hold of a position.
 *
 * @param submission its record in the log; absent if there is no such position
 * @param event what the store made of it; absent if it has not yet
 * @param publication what render told of it; absent if it has not yet
 */
record TraceRecords(
        @Nullable Received submission,
        @Nullable Received event,
        @Nullable Received publication) {

    /** Port: finds them. */
    interface Source {
        /**
         * Blocks, for seconds at worst.
         *
         * @throws org.dibao.eventlog.LogUnavailable if the broker does not answer
         */
        TraceRecords of(Position position);
    }
}
