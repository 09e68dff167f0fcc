package org.dibao.gateway.publications;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.eventlog.LogIdentity;
import org.dibao.eventlog.publicevents.LogEvent;
import org.dibao.support.loop.Supervised;

/** Port: the topic {@code publications} and the end of the log. The methods that query Kafka may block for seconds. */
public interface PublicationSource {

    /**
     * Verifies that the topics exist and are set up as required.
     *
     * @return which log this is
     * @throws org.dibao.eventlog.TopicProblem   if it is not, with a message that says how to fix it
     * @throws org.dibao.eventlog.LogUnavailable if the broker does not answer
     */
    LogIdentity verify();

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
     * Delivers every publication after the position, in order and without gaps, in its own thread, once it is started; with
     * the source of its record.
     */
    Following follow(Position after, BiConsumer<Publication, String> subscriber);

    /** Opens the publications of the past. Nothing is read before it is asked for. */
    History history();

    /** The publications of the past. Its methods block; not thread-safe. */
    interface History extends AutoCloseable {
        /**
         * The events after a position in order, at most {@code max}. Without gaps, unless records are missing from
         * the topic.
         *
         * @return empty only if there are none yet
         * @throws org.dibao.eventlog.LogUnavailable if the broker does not answer
         */
        List<LogEvent> read(Position after, int max);

        /**
         * The position before the first publication that was published at this time or later; the last position if
         * there is none.
         *
         * @throws org.dibao.eventlog.LogUnavailable if the broker does not answer
         */
        Position before(Instant time);

        @Override
        void close();
    }

    /** A subscription. */
    interface Following extends Supervised, AutoCloseable {
        void start();

        boolean isHealthy();

        /**
         * How far the subscription lags in time: the time since everything published up to then had been delivered. A
         * second or two in normal operation.
         */
        Duration behind();

        @Override
        void close();
    }
}
