package org.dibao.gateway.publications;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.support.loop.Supervised;

/** Port: the topic {@code publications}, and how far the log goes. The methods that ask may block for seconds. */
public interface PublicationSource {

    /**
     * The topic is there and as it must be.
     *
     * @throws org.dibao.eventlog.TopicProblem   if it is not, with a sentence that says how to mend it
     * @throws org.dibao.eventlog.LogUnavailable if the broker does not answer
     */
    void verify();

    /**
     * The position of the last publication, {@link Position#NONE} if there is none.
     *
     * @throws org.dibao.eventlog.LogUnavailable if the broker does not answer
     */
    Position end();

    /**
     * The position of the log's last submission, {@link Position#NONE} if there is none.
     *
     * @throws org.dibao.eventlog.LogUnavailable if the broker does not answer
     */
    Position logEnd();

    /**
     * Hands over every publication after the position, in order and without gaps, in a thread of its own, once it is started.
     */
    Following follow(Position after, Consumer<List<Publication>> subscriber);

    /** A subscription. */
    interface Following extends Supervised, AutoCloseable {
        void start();

        boolean isHealthy();

        /**
         * For how long nothing has been known of later publications: the time since everything that there then was had been
         * handed over. A second or two while all is well.
         */
        Duration behind();

        @Override
        void close();
    }
}
