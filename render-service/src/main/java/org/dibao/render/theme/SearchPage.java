package org.dibao.render.theme;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what a search found.
 *
 * @param query    what was looked for; empty where nothing was
 * @param total    articles that match
 * @param page     from 1
 * @param previous the page before; absent on the first
 * @param next     the page behind; absent where there are no more
 * @param hits     best first
 * @param complete whether all articles were searched: not while the index is being made anew
 */
public record SearchPage(
        String query,
        long total,
        int page,
        @Nullable Integer previous,
        @Nullable Integer next,
        List<Hit> hits,
        boolean complete) {

    public SearchPage(
            String query, long total, int page, @Nullable Integer previous, @Nullable Integer next, List<Hit> hits) {
        this(query, total, page, previous, next, hits, true);
    }

    /**
     * An article that was found.
     *
     * @param titleHtml   escaped text, with {@code <mark>} around what was looked for
     * @param snippetHtml its best passage, in the same way
     * @param href        percent-encoded
     */
    public record Hit(String titleHtml, String snippetHtml, String href, OffsetDateTime date, @Nullable String lang) {}
}
