package org.dibao.projector;

import java.util.concurrent.CompletableFuture;

/** Removes what no longer serves. */
@FunctionalInterface
public interface Generations {

    /**
     * Waits until nobody reads from earlier generations any more, in whichever process, then removes them. May be repeated.
     *
     * @param number the generation that serves, according to the checkpoint
     */
    CompletableFuture<Void> removeBefore(int number);
}
