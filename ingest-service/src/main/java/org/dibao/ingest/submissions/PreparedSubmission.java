package org.dibao.ingest.submissions;

import java.util.List;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.event.Problem;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.TraceParent;
import org.jspecify.annotations.Nullable;

/** A parsed upload. It is not in the log until it is appended. */
public sealed interface PreparedSubmission {

    /**
     * @param kind for metrics: {@code submit}, {@code withdraw}, {@code change-site}, {@code keep-file} or {@code remove-file}
     * @param trace the trace of its request
     * @param warnings what the sender may not have meant, each a sentence
     */
    record Ready(
            String kind, TraceParent trace, @Nullable ArticleId article, Submission submission, List<String> warnings)
            implements PreparedSubmission {

        Ready(String kind, TraceParent trace, @Nullable ArticleId article, Submission submission) {
            this(kind, trace, article, submission, List.of());
        }
    }

    record Invalid(Problem problem) implements PreparedSubmission {}
}
