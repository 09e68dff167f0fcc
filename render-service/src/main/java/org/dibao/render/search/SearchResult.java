package org.dibao.render.search;

import java.util.List;
import org.dibao.render.theme.SearchPage;

/** What comes of a search. */
public sealed interface SearchResult {

    /**
     * @param query the query as it was understood
     * @param total articles that match
     * @param whole whether all articles were searched: not while the index is being made anew
     * @param loose whether nothing had all that was asked for, and these have a part of it
     * @param more  whether there are hits behind these that can be turned to
     * @param hits  best first; escaped HTML
     */
    record Found(String query, long total, boolean whole, boolean loose, boolean more, List<SearchPage.Hit> hits)
            implements SearchResult {}

    /**
     * Not now.
     *
     * @param query the query as it was understood
     */
    record Later(String query, Why why) implements SearchResult {}

    /** Why not now. */
    enum Why {
        /** There are too many searches at once. */
        BUSY,
        /** It took too long. */
        TOO_LONG,
        /** The index is opened or made anew, or it failed. */
        NOT_READY
    }
}
