package org.dibao.projector;

import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;

/**
 * The topic that is written. It holds a run of positions without gaps: nothing that was sent after a lost record arrives.
 * Calls block until the broker has answered.
 */
public interface EventPublisher {

    /**
     * The last position published, as the topic itself tells; {@link Position#NONE} if none was.
     *
     * @throws Unavailable if the broker does not answer
     */
    Position last();

    /**
     * Appends in order; returns when all in-sync replicas have all of them.
     *
     * @throws Unavailable if the broker does not answer: the first of them, none or all may be there, ask {@link #last}
     */
    void publish(List<EventMessage> events);
}
