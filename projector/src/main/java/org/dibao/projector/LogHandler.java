package org.dibao.projector;

import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.ReceivedRecord;

/**
 * Handles a topic and keeps track of where to resume. Both methods run in the consumer's thread. After a failure the
 * consumer delivers the same records again, with pauses and without limit.
 */
public interface LogHandler {

    /** The offset to resume from, according to a durable checkpoint. Called whenever the partition is assigned. */
    Position resume();

    /**
     * Handles a run of records in offset order, at least once; it may include records handled before.
     *
     * @return the next offset wanted; if it is not the one after the run, the consumer seeks to it
     * @throws Stop if reading on would do damage
     */
    Position on(List<ReceivedRecord> records);

    /** Reading must stop until an operator intervenes. The message says why and what to do. */
    final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Stop(String message) {
            super(message);
        }
    }
}
