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
 * Identifies a listing.
 *
 * @param slug of the category, tag, author or language; {@code 2022} or {@code 2022-01}; the key shared by
 *             translations; otherwise empty
 */
public record ListingKey(Kind kind, String slug) {
    /** All live articles, without static pages. */
    public static final ListingKey ALL = new ListingKey(Kind.ALL, "");

    /** The articles that the front page shows first. */
    public static final ListingKey PINNED = new ListingKey(Kind.PINNED, "");

    /** The static pages. */
    public static final ListingKey PAGES = new ListingKey(Kind.PAGES, "");

    /** What the articles of a listing have in common. */
    public enum Kind {
        ALL(null),
        CATEGORY(Term.Kind.CATEGORY),
        TAG(Term.Kind.TAG),
        AUTHOR(Term.Kind.AUTHOR),
        /** Of the article's date, with its own offset. */
        YEAR(null),
        MONTH(null),
        PINNED(null),
        PAGES(null),
        TRANSLATIONS(null),
        /** The articles that name no language have an empty slug. */
        LANGUAGE(null);

        private final Term.@Nullable Kind terms;

        Kind(Term.@Nullable Kind terms) {
            this.terms = terms;
        }

        /** Whether an article leads on to others of the same listing. */
        boolean leadsOn() {
            return this == ALL || this == CATEGORY || this == TAG;
        }

        /** The slug of a name. */
        public String slug(String name) {
            if (this == LANGUAGE) {
                return Languages.slug(name);
            }
            return terms == null ? Slug.of(name) : terms.slug(name);
        }

        /** The matching kind of terms in the site's settings; absent if there is none. */
        public Term.@Nullable Kind terms() {
            return terms;
        }
    }

    public static ListingKey translations(String key) {
        return new ListingKey(Kind.TRANSLATIONS, key);
    }

    /**
     * The listings that an article itself names, each with the name as the article writes it, or an empty one. A name
     * without letters and digits has no slug and therefore no listing.
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
        keys.put(new ListingKey(Kind.LANGUAGE, Languages.slug(article.lang())), "");
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

    /**
     * The listing of its articles with these settings: the same, that of the term it is merged into, or that of the
     * site's language.
     */
    public ListingKey resolved(SiteSettings site) {
        if (kind == Kind.LANGUAGE && slug.isEmpty()) {
            return Languages.own(site);
        }
        if (kind.terms() == null) {
            return this;
        }
        String target = site.resolvedSlug(kind.terms(), slug);
        return target.equals(slug) ? this : new ListingKey(kind, target);
    }

    private static void add(Map<ListingKey, String> keys, Kind kind, List<String> names) {
        for (String name : names) {
            String slug = kind.slug(name);
            if (!slug.isEmpty()) {
                keys.putIfAbsent(new ListingKey(kind, slug), name);
            }
        }
    }
}
