package org.dibao.ingest.imports;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.dibao.contract.event.Problem;
import org.dibao.ingest.submissions.SubmissionReply;
import org.jspecify.annotations.Nullable;

/**
 * An article of an import on its way from the reader to its result line; {@link #LAST} marks the end.
 *
 * @param name       of the article's file
 * @param appendedAt when it was given to the log, in {@link System#nanoTime()}
 * @param stops      whether its line is the import's last, because reading has stopped there
 * @param line       its line, if that is known without a reply
 */
record PendingResult(
        String name,
        Future<SubmissionReply> reply,
        long appendedAt,
        boolean stops,
        @Nullable ImportLine line) {
    static final PendingResult LAST =
            new PendingResult("", CompletableFuture.failedFuture(new IllegalStateException()), 0, true, null);

    /** An article that is refused before it gets to the log. */
    static PendingResult refused(String name, Problem problem) {
        return new PendingResult(name, reply(problem), 0, false, null);
    }

    /** An article of a dry run, which is never appended. */
    static PendingResult tried(ImportLine line) {
        return new PendingResult(
                line.name(), CompletableFuture.failedFuture(new IllegalStateException()), 0, false, line);
    }

    /** Why the import stops here. */
    static PendingResult stopped(Problem problem) {
        return new PendingResult("", reply(problem), 0, true, null);
    }

    private static Future<SubmissionReply> reply(Problem problem) {
        return CompletableFuture.completedFuture(new SubmissionReply.Refused(null, problem));
    }
}
