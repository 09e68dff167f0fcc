package org.dibao.contract.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.dibao.contract.article.Position;

/**
 * A record of {@code article-events}: one for each position, in order, without gaps, delivered at least once.
 *
 * @param at when the submission was accepted
 */
public record ArticleEvent(Position position, Instant at, Outcome outcome) {
    public ArticleEvent {
        requireNonNull(position, "position");
        requireNonNull(at, "at");
        requireNonNull(outcome, "outcome");
    }
}
