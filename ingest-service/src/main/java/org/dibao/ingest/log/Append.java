package org.dibao.ingest.log;

import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;

/** The result of an append. */
public sealed interface Append {

    /** The record is on all in-sync replicas, at this position. */
    record Appended(Position position) implements Append {}

    /**
     * Nothing was sent: the record is larger than the limit, too many appends are in flight, it waited too long behind
     * others, or a disk is nearly full.
     */
    record Refused(Problem problem) implements Append {}

    /** The broker did not answer in time: the record is in the log once or not at all. */
    record Unknown(String reason) implements Append {
        public Problem problem() {
            return Problem.of(
                    Problem.Type.UNAVAILABLE,
                    "the log does not answer, so the submission is in it once or not at all; send it again, with the same"
                            + " Idempotency-Key if there was one");
        }
    }
}
