package org.dibao.store.history;

import org.dibao.contract.article.Position;

/** The log itself, as far as it is not read. */
@FunctionalInterface
public interface Log {

    /**
     * Looks at it anew; blocks until the broker has answered.
     *
     * @throws Unavailable if it does not
     */
    State look();

    /**
     * @param id  Kafka's id of the topic
     * @param end the position of its last record; {@link Position#NONE} if it is empty
     */
    record State(String id, Position end) {}
}
