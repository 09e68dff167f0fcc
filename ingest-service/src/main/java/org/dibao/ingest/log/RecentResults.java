package org.dibao.ingest.log;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;
import org.dibao.contract.publication.Publication;

/**
 * Keeps the most recent results and completes the futures waiting for one: an append's acknowledgement may arrive after
 * its publication. Thread-safe; futures complete in the thread that delivers the publications.
 */
public final class RecentResults implements SubmissionResults {
    private final int kept;
    private final Map<Position, Result> recent;
    private final Map<Position, CompletableFuture<Result>> waiting = new HashMap<>();
    private volatile Position published;

    /** @param kept how many results are remembered */
    public RecentResults(int kept, Position published) {
        this.kept = kept;
        this.published = published;
        this.recent = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Position, Result> eldest) {
                return size() > RecentResults.this.kept;
            }
        };
    }

    /** Accepts publications, in order. */
    public void on(List<Publication> run) {
        for (Publication publication : run) {
            CompletableFuture<Result> waiter;
            synchronized (this) {
                recent.put(publication.position(), publication.result());
                waiter = waiting.remove(publication.position());
            }
            published = publication.position();
            if (waiter != null) {
                waiter.complete(publication.result());
            }
        }
    }

    @Override
    public Position published() {
        return published;
    }

    @Override
    public CompletableFuture<Result> of(Position position) {
        synchronized (this) {
            Result result = recent.get(position);
            if (result != null) {
                return CompletableFuture.completedFuture(result);
            }
            CompletableFuture<Result> waiter = waiting.computeIfAbsent(position, _ -> new CompletableFuture<>());
            waiter.whenComplete((_, failure) -> {
                if (failure != null) {
                    forget(position);
                }
            });
            return waiter;
        }
    }

    private synchronized void forget(Position position) {
        waiting.remove(position);
    }

    /** The number of waiting futures. */
    synchronized int waiting() {
        return waiting.size();
    }
}
