package org.dibao.contract.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.dibao.contract.article.Position;

/**
 * A record of {@code article-events}: one for each position, in order, without gaps, delivered at least once.
 *
 * @param at       when the submission was accepted
 * @param imported whether the submission was part of an import
 */
public record ArticleEvent(
        Position position,
        Instant at,
        Outcome outcome,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean imported) {
    public ArticleEvent {
        requireNonNull(position, "position");
        requireNonNull(at, "at");
        requireNonNull(outcome, "outcome");
    }

    /** Of a submission of its own. */
    public ArticleEvent(Position position, Instant at, Outcome outcome) {
        this(position, at, outcome, false);
    }
}
