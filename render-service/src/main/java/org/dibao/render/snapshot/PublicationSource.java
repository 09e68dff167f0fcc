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
         * For how long nothing has been known of later publications: the time since everything that there then was had been
         * read. A second or two while all is well; for ever before that was so for the first time.
         */
        Duration behind();

        @Override
        void close();
    }
}
