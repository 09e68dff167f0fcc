package org.dibao.render.metadata;

import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.Slug;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.Addresses;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.jspecify.annotations.Nullable;

/** What categories, tags and authors are called, and where they are. */
@FunctionalInterface
public interface Terms {

    /**
     * A category, tag or author.
     *
     * @param path of its listing, percent-encoded; absent if it has none
     */
    record Term(String name, @Nullable String path) {}

    /** As articles write them. */
    Terms AS_WRITTEN = (kind, written) -> {
        String slug = Slug.of(written);
        return new Term(written, slug.isEmpty() ? null : Addresses.of(new ListingKey(kind, slug)));
    };

    /** As the site's settings say; else as articles write them. */
    static Terms of(SiteSettings site) {
        return (kind, written) -> {
            String slug = Slug.of(written);
            if (slug.isEmpty()) {
                return new Term(written, null);
            }
            String name = kind.terms() == null ? written : site.termName(kind.terms(), written);
            return new Term(name, Addresses.of(new ListingKey(kind, slug).resolved(site)));
        };
    }

    Term of(Kind kind, String written);

    /** Each once, in the order given. */
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
