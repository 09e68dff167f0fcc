package org.dibao.projector;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The one checkpoint of a database. */
public interface Checkpoints {

    /** Absent in an empty database. */
    CompletableFuture<Optional<Checkpoint>> find();

    /**
     * Advances by compare-and-set.
     *
     * @param from the log and position that must be there now; absent: nothing must be there
     * @return whether it was so; if the future fails with {@link Unavailable} it may have taken effect
     */
    CompletableFuture<Boolean> advance(Optional<Checkpoint> from, Checkpoint to);
}
