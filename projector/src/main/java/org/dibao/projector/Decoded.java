package org.dibao.projector;

import org.dibao.contract.article.Position;

/** A decoded record. */
public sealed interface Decoded<I> {

    /**
     * It belongs to the sequence of positions.
     *
     * @param position its position; at most its offset
     * @param item     what is applied; present even if the record's content cannot be read
     */
    record Entry<I>(Position position, I item) implements Decoded<I> {}

    /** It does not belong to the sequence, so somebody else wrote it. It is dead-lettered. */
    record Foreign<I>(String reason) implements Decoded<I> {}
}
