package org.dibao.gateway.status;

import java.time.Instant;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;

/**
 * How this gateway is doing.
 *
 * @param position  the last position that it has processed; -1 before the first
 * @param following whether publications arrive
 * @param details   only for holders of the key
 */
record GatewayStatus(
        String version,
        Instant startedAt,
        Position position,
        boolean following,
        @Nullable Details details) {

    /**
     * @param logEnd the last accepted position, as last measured
     * @param lag    how many accepted submissions this gateway has not processed
     */
    record Details(@Nullable Position logEnd, @Nullable Long lag, long subscribers, long waiters, long cachedPages) {}
}
