package org.dibao.render.listing;

import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dibao.contract.article.Listable;
import org.dibao.contract.article.Slug;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.Term;
import org.jspecify.annotations.Nullable;

/**
 * Names a listing.
 *
 * @param slug of the category, tag or author; {@code 2022} or {@code 2022-01}; what translations have in common; else empty
 */
public record ListingKey(Kind kind, String slug) {
    /** Every article that is live; static pages are no articles. */
    public static final ListingKey ALL = new ListingKey(Kind.ALL, "");

    /** The articles that the front page shows first. */
    public static final ListingKey PINNED = new ListingKey(Kind.PINNED, "");

    /** The static pages. */
    public static final ListingKey PAGES = new ListingKey(Kind.PAGES, "");

    /** What articles have in common. */
    public enum Kind {
        ALL(null),
        CATEGORY(Term.Kind.CATEGORY),
        TAG(Term.Kind.TAG),
        AUTHOR(Term.Kind.AUTHOR),
        /** Of its date, with the offset that it has. */
        YEAR(null),
        MONTH(null),
        PINNED(null),
        PAGES(null),
        TRANSLATIONS(null);

        private final Term.@Nullable Kind terms;

        Kind(Term.@Nullable Kind terms) {
            this.terms = terms;
        }

        /** What the site's settings call such listings; absent if they say nothing of them. */
        public Term.@Nullable Kind terms() {
            return terms;
        }
    }

    public static ListingKey translations(String key) {
        return new ListingKey(Kind.TRANSLATIONS, key);
    }

    /**
     * The listings that an article is in by what it says itself, each with the name that it gives to it, or an empty one.
     * A name of nothing but signs has no slug, and so no listing.
     */
    public static Map<ListingKey, String> of(Listable article) {
        Map<ListingKey, String> keys = new LinkedHashMap<>();
        if (article.translationKey() != null) {
            keys.put(translations(article.translationKey()), "");
        }
        if (article.isPage()) {
            keys.put(PAGES, "");
            return keys;
        }
        keys.put(ALL, "");
        add(keys, Kind.CATEGORY, article.categories());
        add(keys, Kind.TAG, article.tags());
        add(keys, Kind.AUTHOR, article.authors());
        keys.put(
                new ListingKey(
                        Kind.YEAR,
                        String.format(Locale.ROOT, "%04d", article.date().getYear())),
                "");
        keys.put(new ListingKey(Kind.MONTH, YearMonth.from(article.date()).toString()), "");
        if (article.pinned()) {
            keys.put(PINNED, "");
        }
        return keys;
    }

    /** Where its articles are listed with these settings: the same, or the term into which it is merged. */
    public ListingKey resolved(SiteSettings site) {
        if (kind.terms() == null) {
            return this;
        }
        String target = site.resolvedSlug(kind.terms(), slug);
        return target.equals(slug) ? this : new ListingKey(kind, target);
    }

    private static void add(Map<ListingKey, String> keys, Kind kind, List<String> names) {
        for (String name : names) {
            String slug = Slug.of(name);
            if (!slug.isEmpty()) {
                keys.putIfAbsent(new ListingKey(kind, slug), name);
            }
        }
    }
}
