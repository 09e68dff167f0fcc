package org.dibao.ingest.log;

import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;

/** The results of submissions, available once their pages are fresh. */
public interface SubmissionResults {

    /** The last position whose pages are fresh. */
    Position published();

    /**
     * The result of a submission. Call it soon after the append: if the result arrived more than about ten thousand
     * submissions ago, the future never completes. Cancel the future to give up.
     */
    CompletableFuture<Result> of(Position position);
}
