package org.dibao.projector;

import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;

/**
 * The output topic. It contains a run of positions without gaps: no record arrives after a lost one. Calls block until
 * the broker has answered.
 */
public interface EventPublisher {

    /**
     * The last position published, read from the topic itself; {@link Position#NONE} if none was.
     *
     * @throws Unavailable if the broker does not answer
     */
    Position last();

    /**
     * Appends them in order; returns when all in-sync replicas have all of them.
     *
     * @throws Unavailable if the broker does not answer: none, some or all may have been appended; {@link #last} tells
     */
    void publish(List<EventMessage> events);
}
