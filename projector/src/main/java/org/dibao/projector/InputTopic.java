package org.dibao.projector;

import org.dibao.contract.article.Position;

/** The state of the input topic. */
@FunctionalInterface
public interface InputTopic {

    /**
     * Reads the current state; blocks until the broker has answered.
     *
     * @throws Unavailable if it does not
     */
    State look();

    /**
     * @param id  Kafka's id of the topic
     * @param end the offset of its last record, at least that record's position; {@link Position#NONE} if it is empty
     */
    record State(String id, Position end) {}
}
