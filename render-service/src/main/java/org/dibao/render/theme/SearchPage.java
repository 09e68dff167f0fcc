package org.dibao.render.theme;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found.
 *
 * @param query    as it was typed; empty: nothing was asked yet
 * @param total    how many there are on all pages
 * @param page     from 1
 * @param previous number of the page before; absent on the first
 * @param next     number of the page behind; absent on the last
 */
public record SearchPage(
        String query, long total, int page, @Nullable Integer previous, @Nullable Integer next, List<Hit> hits) {

    public SearchPage {
        hits = List.copyOf(hits);
    }

    /**
     * @param titleHtml   escaped, but for {@code <mark>}
     * @param snippetHtml likewise
     * @param href        percent-encoded, from the site's root on
     * @param lang        BCP 47; absent: the site's
     */
    public record Hit(String titleHtml, String snippetHtml, String href, OffsetDateTime date, @Nullable String lang) {}
}
