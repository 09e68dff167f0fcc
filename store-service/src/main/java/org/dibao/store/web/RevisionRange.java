package org.dibao.store.web;

import org.dibao.contract.article.Revision;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * The revisions of one answer, by their numbers, both included; none if {@code newest} is less than {@code oldest}.
 *
 * @param oldest at least 1
 */
record RevisionRange(int newest, int oldest) {
    private static final int ALL = Integer.MAX_VALUE;

    /** Reads the parameters {@code before} and {@code limit} of a list. */
    static RevisionRange asked(ServerRequest request, Limits limits) {
        int newest = Requests.number(request, "before", ALL, ALL) - 1;
        return new RevisionRange(
                newest, newest - Requests.number(request, "limit", limits.page(), limits.maxPage()) + 1);
    }

    /** The same number of revisions, as far as there are so many. */
    RevisionRange upTo(Revision last) {
        int from = Math.min(newest, last.value());
        return new RevisionRange(from, Math.max(1, from - (newest - oldest)));
    }
}
