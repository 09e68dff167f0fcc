package org.dibao.ingest.submissions;

import java.time.Instant;
import java.util.List;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.jspecify.annotations.Nullable;

/** The reply to a sender. */
public sealed interface SubmissionReply {

    /**
     * It is in the log.
     *
     * @param file     where the file will be; absent if it is none, or is removed
     * @param warnings what the sender may not have meant, each a sentence
     */
    record Accepted(
            Position position,
            @Nullable ArticleId article,
            Instant receivedAt,
            @Nullable FileLink file,
            List<String> warnings)
            implements SubmissionReply {}

    /** It is not in the log and never will be. */
    record Refused(@Nullable ArticleId article, Problem problem) implements SubmissionReply {}

    /** It is in the log once or not at all. */
    record Unknown(@Nullable ArticleId article, Problem problem) implements SubmissionReply {}
}
