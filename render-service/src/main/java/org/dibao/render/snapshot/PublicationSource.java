package org.dibao.render.snapshot;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.support.loop.Supervised;

/** Port: follows the topic {@code publications}. */
public interface PublicationSource {

    /**
     * The last position; blocks until the broker has answered.
     *
     * @throws org.dibao.projector.Unavailable if it does not
     */
    Position end();

    /**
     * Delivers every later publication once, in order, in one thread; if the reader fails, it receives the same ones
     * again.
     */
    Following follow(Position after, Consumer<List<Publication>> reader);

    /** A subscription, which ends when it is closed. */
    interface Following extends Supervised, AutoCloseable {
        boolean isHealthy();

        /**
         * How far the subscription lags in time: the time since everything published up to then had been read. A second
         * or two in normal operation; unbounded until that has happened for the first time.
         */
        Duration behind();

        @Override
        void close();
    }
}
