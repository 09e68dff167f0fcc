package org.dibao.ingest.log;

import org.dibao.contract.article.Position;
import org.dibao.contract.submission.Submission;
import org.jspecify.annotations.Nullable;

/** Reads the log. */
public interface SubmissionLog {

    /**
     * The submission at a position; null if there is none, or none that this release can read. Blocks, for seconds in
     * the worst case.
     *
     * @throws org.dibao.eventlog.LogUnavailable if the broker does not answer
     */
    @Nullable
    Submission at(Position position);
}
