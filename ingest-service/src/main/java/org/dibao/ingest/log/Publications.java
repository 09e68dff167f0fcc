package org.dibao.ingest.log;

import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;

/** What became of submissions, once their pages are fresh. */
public interface Publications {

    /** The last position whose pages are fresh. */
    Position published();

    /**
     * What became of a submission. To be asked soon after its append: a result that came and went longer ago than some
     * ten thousand submissions never comes. Give up by cancelling.
     */
    CompletableFuture<Result> of(Position position);
}
