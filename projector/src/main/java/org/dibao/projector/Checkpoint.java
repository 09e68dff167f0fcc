package org.dibao.projector;

import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;

/**
 * How far a topic has been handled. It is stored in the same database as the data made from the topic, so that both are
 * lost together or not at all.
 *
 * @param log        Kafka's id of the topic: another topic of the same name is another log
 * @param position   the last position applied and published
 * @param by         the process that wrote it; absent if an earlier release of render did
 * @param generation where the data is
 */
public record Checkpoint(
        String log, Position position, @Nullable String by, Generation generation) {

    public Checkpoint(String log, Position position, @Nullable String by) {
        this(log, position, by, Generation.FIRST);
    }

    /** A later checkpoint of the same log. */
    public Checkpoint at(Position other, String by) {
        return new Checkpoint(log, other, by, generation);
    }

    /** The same place in another generation, or in one that is alone now. */
    public Checkpoint in(Generation other) {
        return new Checkpoint(log, position, by, other);
    }

    /** Whether both mark the same place, whoever wrote them. */
    public boolean isWhere(Checkpoint other) {
        return log.equals(other.log)
                && position.equals(other.position)
                && generation.number() == other.generation.number();
    }
}
