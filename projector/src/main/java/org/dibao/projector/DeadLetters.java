package org.dibao.projector;

import java.util.List;
import org.dibao.contract.article.Position;

/** The dead letters of the input topic: each unreadable record once, unchanged, with its offset and the reason. */
public interface DeadLetters {

    /**
     * The offset of the last one, read from the topic itself; {@link Position#NONE} if there is none.
     *
     * @throws Unavailable if the broker does not answer
     */
    Position last();

    /**
     * Appends them in order; returns when all in-sync replicas have all of them.
     *
     * @throws Unavailable if the broker does not answer: none, some or all may have been appended; {@link #last} tells
     */
    void append(List<DeadLetter> letters);

    /**
     * @param offset of the record in the input topic
     * @param reason why it cannot be read; cut to 4 KB where it is written
     */
    record DeadLetter(Position offset, String reason) {}
}
