package org.dibao.gateway.pages;

import org.dibao.contract.article.Position;
import reactor.core.publisher.Mono;

/** Port: the source of rendered pages. */
interface PageSource {

    /**
     * @param target  path and query, encoded
     * @param atLeast the page shows at least everything up to here; {@link Position#NONE} asks for nothing
     * @return a page at that position or a later one; fails with a {@code ProblemException} otherwise, never stale
     */
    Mono<RenderedPage> fetch(String target, Position atLeast);
}
