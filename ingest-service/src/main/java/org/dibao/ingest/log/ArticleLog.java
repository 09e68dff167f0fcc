package org.dibao.ingest.log;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.TraceParent;

/** The log of all submissions. */
public interface ArticleLog {

    /**
     * Appends a record. Records are appended in the order of the calls; concurrent appends do not wait for each other.
     * Never blocks the caller. The stage never fails.
     *
     * @param within the stage completes within this time, or within the log's own time limit (4.5 s by default) if that
     *               is shorter
     */
    CompletionStage<Append> append(Submission submission, TraceParent trace, Duration within);
}
