package org.dibao.render.metadata;

import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.listing.ListingPaths;
import org.jspecify.annotations.Nullable;

/** The names and paths of categories, tags and authors. */
@FunctionalInterface
public interface TermLinks {

    /**
     * A category, tag or author.
     *
     * @param path of its listing, percent-encoded; absent if it has none
     */
    record Term(String name, @Nullable String path) {}

    /** As articles write them. */
    TermLinks AS_WRITTEN = (kind, written) -> {
        String slug = kind.slug(written);
        return new Term(written, slug.isEmpty() ? null : ListingPaths.of(new ListingKey(kind, slug)));
    };

    /** As in the site's settings; otherwise as articles write them. */
    static TermLinks of(SiteSettings site) {
        return (kind, written) -> {
            String slug = kind.slug(written);
            if (slug.isEmpty()) {
                return new Term(written, null);
            }
            String name = kind.terms() == null ? written : site.termName(kind.terms(), written);
            return new Term(name, ListingPaths.of(new ListingKey(kind, slug).resolved(site)));
        };
    }

    Term of(Kind kind, String written);

    /** Without duplicates, in the given order. */
    default List<Term> all(Kind kind, List<String> written) {
        List<Term> terms = new ArrayList<>(written.size());
        for (String one : written) {
            Term term = of(kind, one);
            if (!term.name().isBlank() && !terms.contains(term)) {
                terms.add(term);
            }
        }
        return terms;
    }
}
