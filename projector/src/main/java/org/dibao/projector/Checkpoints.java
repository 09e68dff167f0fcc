package org.dibao.projector;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The single checkpoint of a database, or that of a generation that is being built. */
public interface Checkpoints {

    /** Absent in an empty database. */
    CompletableFuture<Optional<Checkpoint>> find();

    /**
     * Advances by compare-and-set.
     *
     * @param from the log, position and generation that must be stored now; absent: none must be stored
     * @return whether it was; if the future fails with {@link Unavailable}, the write may have taken effect
     */
    CompletableFuture<Boolean> advance(Optional<Checkpoint> from, Checkpoint to);

    /**
     * Puts another one in its place by compare-and-set, durably.
     *
     * @param from what must be stored now, its writer included: an instance that has taken over has signed it
     * @return as of {@link #advance}
     */
    CompletableFuture<Boolean> replace(Checkpoint from, Checkpoint to);
}
