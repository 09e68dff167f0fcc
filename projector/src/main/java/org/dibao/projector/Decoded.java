package org.dibao.projector;

import org.dibao.contract.article.Position;

/** What a record turns out to be. */
public sealed interface Decoded<I> {

    /**
     * It has a place in the sequence.
     *
     * @param position its place; at most its offset
     * @param item     what is applied; also of a record whose content cannot be read
     */
    record Entry<I>(Position position, I item) implements Decoded<I> {}

    /** It has no place in the sequence, so somebody else wrote it. It goes to the dead letters. */
    record Foreign<I>(String reason) implements Decoded<I> {}
}
