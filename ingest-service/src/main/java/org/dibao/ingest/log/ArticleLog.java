package org.dibao.ingest.log;

import java.util.concurrent.CompletionStage;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.TraceParent;

/** The log of all submissions. */
public interface ArticleLog {

    /**
     * Appends a record. Records are appended in the order of the calls; appends under way together do not wait for each
     * other. Never blocks the caller. The stage never fails: it ends within the log's time limit (5 s by default).
     */
    CompletionStage<Append> append(Submission submission, TraceParent trace);
}
