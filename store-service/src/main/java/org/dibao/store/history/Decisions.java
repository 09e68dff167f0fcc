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
import org.dibao.projector.Unavailable;
import org.dibao.store.fold.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What was decided at each position, once and for ever: whoever inserts first has decided. Content lies here and nowhere
 * else. A result is durable (majority, journaled) when its future completes; a future that fails with {@link Unavailable}
 * leaves it open how much took effect.
 */
public interface Decisions {

    /** The decisions that there are for these positions; positions without one are left out. */
    CompletableFuture<Map<Position, Decision>> find(Collection<Position> positions);

    /** The same in short, read without content. */
    CompletableFuture<Map<Position, Summary>> summaries(Collection<Position> positions);

    /**
     * Inserts in the order given and stops at the first position that has a decision already, so that what is there is
     * always a run without gaps.
     *
     * @return how many were inserted; fewer than given: another instance decided the next one, to be read and adopted
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
