package org.dibao.render.snapshot;

import java.util.List;
import java.util.function.Consumer;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;

/** The topic {@code publications}, to be followed. */
public interface Feed {

    /**
     * The last position there is; blocks until the broker has answered.
     *
     * @throws org.dibao.projector.Unavailable if it does not
     */
    Position end();

    /** Hands over every later publication once, in order, in one thread; if the reader fails it gets the same again. */
    Following follow(Position after, Consumer<List<Publication>> reader);

    /** Ends when it is closed. */
    interface Following extends AutoCloseable {
        boolean isHealthy();

        @Override
        void close();
    }
}
