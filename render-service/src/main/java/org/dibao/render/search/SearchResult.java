package org.dibao.render.search;

import java.util.List;
import org.dibao.render.theme.SearchPage;

/** The result of a search. */
public sealed interface SearchResult {

    /**
     * @param query the query as understood
     * @param total articles that match
     * @param whole whether all articles were searched, which is not the case while the index is being rebuilt
     * @param loose whether no article matched everything, and these match a part
     * @param more  whether there are further pages of hits
     * @param hits  best first; escaped HTML
     */
    record Found(String query, long total, boolean whole, boolean loose, boolean more, List<SearchPage.Hit> hits)
            implements SearchResult {}

    /**
     * No result at the moment.
     *
     * @param query the query as understood
     */
    record Later(String query, Why why) implements SearchResult {}

    /** Why there is no result. */
    enum Why {
        /** Too many searches are running. */
        BUSY,
        /** The search took too long. */
        TOO_LONG,
        /** The index is being opened or rebuilt, or has failed. */
        NOT_READY
    }
}
