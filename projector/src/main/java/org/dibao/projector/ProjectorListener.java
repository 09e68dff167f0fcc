package org.dibao.projector;

import java.util.List;
import org.dibao.contract.article.Position;

/** Is told what has come about, in the projector's thread. */
public interface ProjectorListener<R> {

    /** It goes on after this position. */
    default void resumed(Position after) {}

    /** These are on the output topic now, and were not before. */
    default void published(List<R> results) {}

    /** So many records are among the dead letters now, and were not before. */
    default void deadLettered(int letters) {}

    /** All of these, up to this position, are applied and published, and the checkpoint is there or further on. */
    default void advanced(List<R> results, Position to) {}

    /** It has stopped in front of this position, and tries again and again until it is {@link #advanced}. */
    default void stopped(Position before) {}
}
