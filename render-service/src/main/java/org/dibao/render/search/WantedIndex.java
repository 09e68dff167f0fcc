package org.dibao.render.search;

import java.util.concurrent.CompletableFuture;

/** The generation of the search index that every instance is to have: an index of an earlier one is rebuilt. */
public interface WantedIndex {

    CompletableFuture<Integer> generation();

    /** Asks for this generation, if none beyond it is wanted already. */
    CompletableFuture<Void> want(int generation);
}
