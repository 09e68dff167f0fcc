package org.dibao.gateway.deadletters;

import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.eventlog.DeadLetter;
import org.jspecify.annotations.Nullable;

/**
 * The topics of dead letters, and the log. Methods may block unless they say otherwise, and fail with
 * {@link org.dibao.eventlog.LogUnavailable} if Kafka does not answer.
 */
interface DeadLetterTopics {

    /** In order, from an offset among the dead letters on: as many as wanted, or fewer if they are large. */
    List<DeadLetter> from(Origin origin, long offset, int most);

    /** The dead letter of a record; null if there is none. */
    @Nullable
    DeadLetter of(Origin origin, Position position);

    /** How many there are. */
    long count(Origin origin);

    /** How many there were when Kafka was last asked; never blocks. */
    long lastCount(Origin origin);

    /** Appends a submission to the log. */
    Position append(EventMessage submission);
}
