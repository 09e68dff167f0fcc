package org.dibao.store.history;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;

/** How far the log has been folded, kept beside the data, so that what loses the data loses it too. */
public interface Progress {

    /** Absent in an empty database. */
    CompletableFuture<Optional<Mark>> find();

    /**
     * Advances by compare-and-set.
     *
     * @param from the log and position that must be there now; absent: nothing must be there
     * @return whether it was so; if the future fails with {@link Unavailable} it may have taken effect
     */
    CompletableFuture<Boolean> advance(Optional<Mark> from, Mark to);

    /**
     * @param log      Kafka's id of the log's topic: another topic of the same name is another log
     * @param position the last one that is decided, projected and announced
     * @param by       the process that said so
     */
    record Mark(String log, Position position, String by) {
        public Mark at(Position other, String by) {
            return new Mark(log, other, by);
        }

        public boolean isWhere(Mark other) {
            return log.equals(other.log) && position.equals(other.position);
        }
    }
}
