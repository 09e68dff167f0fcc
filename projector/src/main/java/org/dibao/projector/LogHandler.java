package org.dibao.projector;

import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.Received;

/**
 * Handles a topic and knows by itself where to go on. Both methods run in the consumer's thread. A failure leaves the records
 * with the consumer, which hands them over again after a pause, without end.
 */
public interface LogHandler {

    /** The offset to read on from, out of a durable checkpoint. Asked whenever the partition is assigned. */
    Position resume();

    /**
     * Handles a run of records in the order of their offsets, at least once, perhaps with some it has had already.
     *
     * @return the offset that it wants next; where that is not the one after the run, the consumer seeks there
     * @throws Stop if reading on would do harm
     */
    Position on(List<Received> records);

    /** Reading has to end until somebody has looked at it. The message says why and what to do. */
    final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Stop(String message) {
            super(message);
        }
    }
}
