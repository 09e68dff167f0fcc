package org.dibao.store.folding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Submission;
import org.dibao.projector.Await;
import org.dibao.projector.Unavailable;
import org.dibao.store.fold.Decision;
import org.dibao.store.fold.Fold;
import org.dibao.store.fold.FoldState;
import org.dibao.store.fold.History;
import org.dibao.store.folding.LogRecord.Poison;
import org.dibao.store.folding.LogRecord.Readable;
import org.dibao.store.history.Decisions;
import org.dibao.store.history.Tables;

/**
 * Decides each position once: existing decisions are adopted, and the rest are folded and inserted before anything else
 * happens. Only a record that cannot be read is decided as unreadable; a failure of the fold decides nothing.
 */
final class Decider {
    private static final int ATTEMPTS = 5;

    private final Decisions decisions;
    private final Tables tables;
    private final Await await;
    private final Rule rule;
    private boolean hasFiles = true;

    /** What is decided at a position; {@link Fold#decide}. */
    @FunctionalInterface
    interface Rule {
        Decision decide(FoldState history, Position position, Submission submission);
    }

    Decider(Decisions decisions, Tables tables, Await await, Rule rule) {
        this.decisions = decisions;
        this.tables = tables;
        this.await = await;
        this.rule = rule;
    }

    /** Before the next records are decided: whether any file has been decided before them. */
    void expectFiles(boolean any) {
        hasFiles = any;
    }

    /**
     * @param decisions one for each record, in order; all of them are in the database
     * @param site      the settings in force after them
     */
    record Decided(List<Decision> decisions, SiteSettings site) {}

    /**
     * @param site        the settings in force before the first entry
     * @param perhapsDone whether some of them may already have been decided
     * @param stillActive must succeed before anything is decided
     */
    Decided decide(SiteSettings site, boolean perhapsDone, List<LogRecord> entries, CompletableFuture<?> stillActive) {
        List<Position> positions = entries.stream().map(LogRecord::position).toList();
        Map<Position, Decision> existing = new HashMap<>();
        if (perhapsDone) {
            existing.putAll(await.result(decisions.find(positions)));
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Submission> open = entries.stream()
                    .filter(entry -> !existing.containsKey(entry.position()))
                    .filter(Readable.class::isInstance)
                    .map(entry -> ((Readable) entry).submission())
                    .toList();
            History history =
                    new History(Lookup.prefetched(site, hasFiles, tables, decisions, open, await, stillActive));
            List<Decision> all = new ArrayList<>(entries.size());
            List<Decision> fresh = new ArrayList<>(entries.size());
            for (LogRecord entry : entries) {
                Decision decision = existing.get(entry.position());
                if (decision == null) {
                    decision = fold(history, entry).ofSite(history.site().baseUrl());
                    fresh.add(decision);
                }
                history.apply(decision);
                all.add(decision);
            }
            hasFiles |= all.stream().anyMatch(decision -> decision.file() != null);
            if (fresh.isEmpty() || await.result(decisions.insert(fresh)) == fresh.size()) {
                return new Decided(all, history.site());
            }
            // Another instance has decided one of them: adopt its decisions and fold the rest again from fresh state.
            existing.putAll(await.result(decisions.find(positions)));
        }
        throw new Unavailable("another instance is deciding the same positions", null);
    }

    private Decision fold(History history, LogRecord entry) {
        return switch (entry) {
            case Poison poison -> Decision.unreadable(poison.position(), poison.at(), poison.reason());
            case Readable readable -> rule.decide(history, readable.position(), readable.submission());
        };
    }
}
