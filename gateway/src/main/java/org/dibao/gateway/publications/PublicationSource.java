package org.dibao.gateway.publications;

import java.util.List;
import java.util.function.Consumer;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;

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

    /** Hands over every publication after the position, in order and without gaps, in a thread of its own. */
    Following follow(Position after, Consumer<List<Publication>> subscriber);

    /** A running subscription. */
    interface Following extends AutoCloseable {
        boolean isHealthy();

        @Override
        void close();
    }
}
