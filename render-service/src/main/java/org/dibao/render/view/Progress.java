package org.dibao.render.view;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;

/** How far the view has come, kept beside it, so that what loses the view loses it too. */
public interface Progress {

    /** Absent in an empty database. */
    CompletableFuture<Optional<Mark>> find();

    /**
     * Advances by compare-and-set.
     *
     * @param from what must be there now; absent: nothing must be there
     * @return whether it was so; if the future fails with {@link Unavailable} it may have taken effect
     */
    CompletableFuture<Boolean> advance(Optional<Mark> from, Mark to);

    /**
     * @param log      Kafka's id of the topic {@code article-events}: another topic of the same name is another log
     * @param position the last one that is in the view and announced
     */
    record Mark(String log, Position position) {
        public Mark at(Position other) {
            return new Mark(log, other);
        }
    }
}
