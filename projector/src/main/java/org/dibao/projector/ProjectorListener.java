package org.dibao.projector;

import java.util.List;
import org.dibao.contract.article.Position;

/** Is notified of progress, in the projector's thread. */
public interface ProjectorListener<R> {

    /** Processing continues after this position. */
    default void resumed(Position after) {}

    /** These have just been published to the output topic. */
    default void published(List<R> results) {}

    /** This many records have just been dead-lettered. */
    default void deadLettered(int letters) {}

    /** All of these, up to this position, are applied and published, and the checkpoint has reached it. */
    default void advanced(List<R> results, Position to) {}

    /** Processing has stopped before this position and is retried until it has {@link #advanced}. */
    default void stopped(Position before) {}
}
