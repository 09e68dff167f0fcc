package org.dibao.store.history;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Result;
import org.dibao.contract.fold.Decision;
import org.dibao.projector.Unavailable;
import org.jspecify.annotations.Nullable;

/**
 * The decision at each position, made once and for all: the first insert wins. Content is stored only here. A result is
 * durable (majority, journaled) when its future completes; if a future fails with {@link Unavailable}, any part may
 * have taken effect.
 */
public interface Decisions {

    /** The decisions at these positions; positions without one are omitted. */
    CompletableFuture<Map<Position, Decision>> find(Collection<Position> positions);

    /** Summaries of them, read without content. */
    CompletableFuture<Map<Position, Summary>> summaries(Collection<Position> positions);

    /**
     * Inserts in the given order and stops at the first position that already has a decision, so that the stored
     * decisions are always a run without gaps.
     *
     * @return how many were inserted; if fewer than given, another instance has decided the next one, which must be
     *         read and adopted
     */
    CompletableFuture<Integer> insert(List<Decision> decisions);

    /**
     * A decision without content.
     *
     * @param at when the submission was accepted
     * @param by the name of the key that submitted it
     */
    record Summary(
            Position position,
            Result.Kind outcome,
            @Nullable ArticleId article,
            @Nullable Revision revision,
            @Nullable ArticlePath path,
            Instant at,
            String by) {

        public static Summary of(Decision decision) {
            Result result = Result.of(decision.outcome());
            return new Summary(
                    decision.position(),
                    result.outcome(),
                    result.article(),
                    result.revision(),
                    result.path(),
                    decision.at(),
                    decision.by());
        }
    }
}
