package org.dibao.projector;

import java.util.List;
import org.dibao.contract.article.Position;

/** The dead letters of the topic that is read: each unreadable record once, untouched, with its offset and the reason. */
public interface DeadLetters {

    /**
     * The offset of the last one, as the topic itself tells; {@link Position#NONE} if there is none.
     *
     * @throws Unavailable if the broker does not answer
     */
    Position last();

    /**
     * Appends in order; returns when all in-sync replicas have all of them.
     *
     * @throws Unavailable if the broker does not answer: the first of them, none or all may be there, ask {@link #last}
     */
    void append(List<DeadLetter> letters);

    /**
     * @param offset of the record in the topic that is read
     * @param reason why it cannot be read; cut to 4 KB where it is written
     */
    record DeadLetter(Position offset, String reason) {}
}
