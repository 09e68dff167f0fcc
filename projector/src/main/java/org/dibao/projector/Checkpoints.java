package org.dibao.projector;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The single checkpoint of a database. */
public interface Checkpoints {

    /** Absent in an empty database. */
    CompletableFuture<Optional<Checkpoint>> find();

    /**
     * Advances by compare-and-set.
     *
     * @param from the log and position that must be stored now; absent: none must be stored
     * @return whether it was; if the future fails with {@link Unavailable}, the write may have taken effect
     */
    CompletableFuture<Boolean> advance(Optional<Checkpoint> from, Checkpoint to);
}
