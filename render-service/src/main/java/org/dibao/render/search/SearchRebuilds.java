package org.dibao.render.search;

import java.util.concurrent.CompletableFuture;
import org.dibao.projector.rebuild.RebuildState;

/** The rebuild of the search index: whichever instance is asked, each rebuilds its own, and tells of that. */
final class SearchRebuilds {
    private final SearchIndexUpdater updater;
    private final WantedIndex wanted;

    SearchRebuilds(SearchIndexUpdater updater, WantedIndex wanted) {
        this.updater = updater;
        this.wanted = wanted;
    }

    CompletableFuture<RebuildState> state() {
        return wanted.generation().thenApply(this::state);
    }

    /** Begins one, or joins the one that is under way. */
    CompletableFuture<RebuildState> begin() {
        return wanted.generation()
                .thenCompose(number -> number > updater.generation()
                        ? CompletableFuture.completedFuture(null)
                        : wanted.want(updater.generation() + 1))
                .thenCompose(_ -> state());
    }

    private RebuildState state(int number) {
        int has = updater.generation();
        if (number <= has) {
            return new RebuildState(has, null);
        }
        return new RebuildState(
                has,
                updater.state() instanceof SearchState.Rebuilding(long done, long of)
                        ? new RebuildState.Building(number, done, of)
                        : new RebuildState.Building(number, 0, updater.articles()));
    }
}
