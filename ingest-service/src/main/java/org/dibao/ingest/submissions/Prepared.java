package org.dibao.ingest.submissions;

import org.dibao.contract.article.ArticleId;
import org.dibao.contract.event.Problem;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.TraceParent;
import org.jspecify.annotations.Nullable;

/** What was sent, read. Nothing of it is in the log before it is appended. */
public sealed interface Prepared {

    /**
     * @param kind for metrics: {@code submit}, {@code withdraw} or {@code change-site}
     * @param trace the request that it was sent with
     */
    record Ready(String kind, TraceParent trace, @Nullable ArticleId article, Submission submission)
            implements Prepared {}

    record Invalid(Problem problem) implements Prepared {}
}
