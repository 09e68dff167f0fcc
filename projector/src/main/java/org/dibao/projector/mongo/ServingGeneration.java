package org.dibao.projector.mongo;

import java.util.concurrent.CompletableFuture;

/** Which generation serves, as far as this process knows. */
interface ServingGeneration {

    /** Its number. */
    CompletableFuture<Integer> now();

    /** Whether what was read from a generation up to this time, in {@link System#nanoTime}, is what readers may see. */
    CompletableFuture<Boolean> servedUntil(int number, long nanoTime);

    /** One that is asked for by its number. */
    static ServingGeneration always(int number) {
        CompletableFuture<Integer> itself = CompletableFuture.completedFuture(number);
        CompletableFuture<Boolean> yes = CompletableFuture.completedFuture(true);
        return new ServingGeneration() {
            @Override
            public CompletableFuture<Integer> now() {
                return itself;
            }

            @Override
            public CompletableFuture<Boolean> servedUntil(int asked, long nanoTime) {
                return yes;
            }
        };
    }
}
