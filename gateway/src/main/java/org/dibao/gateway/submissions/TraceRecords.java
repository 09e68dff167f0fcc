package org.dibao.gateway.submissions;

import org.dibao.contract.article.Position;
import org.dibao.eventlog.ReceivedRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records about a position in the topics.
 *
 * @param submission its record in the log; absent if there is no such position
 * @param event the store's event; absent if there is none yet
 * @param publication render's publication; absent if there is none yet
 */
record TraceRecords(
        @Nullable ReceivedRecord submission,
        @Nullable ReceivedRecord event,
        @Nullable ReceivedRecord publication) {

    /** Port: finds these records. */
    interface Source {
        /**
         * Blocks, for seconds in the worst case.
         *
         * @throws org.dibao.eventlog.LogUnavailable if the broker does not answer
         */
        TraceRecords of(Position position);
    }
}
