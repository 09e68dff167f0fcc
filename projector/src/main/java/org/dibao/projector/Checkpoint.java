package org.dibao.projector;

import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;

/**
 * How far a topic has been handled. It lies in the same database as what was made of the topic, so that what loses the data
 * loses the checkpoint too.
 *
 * @param log      Kafka's id of the topic: another topic of the same name is another log
 * @param position the last one that is applied and published
 * @param by       the process that wrote it; absent where an earlier release of render did
 */
public record Checkpoint(
        String log, Position position, @Nullable String by) {

    /** The same log, further on. */
    public Checkpoint at(Position other, String by) {
        return new Checkpoint(log, other, by);
    }

    /** Whether both say the same, whoever wrote them. */
    public boolean isWhere(Checkpoint other) {
        return log.equals(other.log) && position.equals(other.position);
    }
}
