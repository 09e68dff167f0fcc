package org.dibao.render.search;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** In memory. */
final class FakeWantedIndex implements WantedIndex {
    private final AtomicInteger generation = new AtomicInteger();

    @Override
    public CompletableFuture<Integer> generation() {
        return CompletableFuture.completedFuture(generation.get());
    }

    @Override
    public CompletableFuture<Void> want(int wanted) {
        generation.accumulateAndGet(wanted, Math::max);
        return CompletableFuture.completedFuture(null);
    }
}
