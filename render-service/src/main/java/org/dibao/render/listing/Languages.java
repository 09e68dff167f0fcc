package org.dibao.render.listing;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dibao.contract.site.SiteSettings;
import org.jspecify.annotations.Nullable;

/**
 * The languages by which articles are listed. Regions are not told apart, scripts are: {@code en-GB} is {@code en},
 * {@code zh-TW} is {@code zh-hant}.
 */
public final class Languages {
    private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");

    private Languages() {}

    /** The slug of a language's listing; empty for no language. */
    static String slug(@Nullable String tag) {
        if (tag == null || tag.isBlank()) {
            return "";
        }
        Locale locale = Locale.forLanguageTag(tag.strip());
        String language = locale.getLanguage();
        boolean traditional = language.equals("zh") && TRADITIONAL.contains(locale.getCountry());
        String script = traditional && locale.getScript().isEmpty() ? "Hant" : locale.getScript();
        // Chinese without a script is written in the simplified one.
        return script.isEmpty() || language.equals("zh") && script.equals("Hans")
                ? language
                : language + "-" + script.toLowerCase(Locale.ROOT);
    }

    /** The listing of the articles in a language. */
    public static ListingKey of(String tag) {
        return new ListingKey(ListingKey.Kind.LANGUAGE, slug(tag));
    }

    /** The listing of the articles in the site's own language. */
    public static ListingKey own(SiteSettings site) {
        return of(site.language());
    }

    /** The languages of a site's articles, its own first; empty unless there are several. */
    public static List<ListingKey> of(Listings listings, SiteSettings site) {
        ListingKey own = own(site);
        List<ListingKey> all = listings.all(ListingKey.Kind.LANGUAGE).stream()
                .map(Listings.Summary::key)
                .filter(key -> !key.slug().isEmpty())
                .sorted(java.util.Comparator.comparing((ListingKey key) -> !key.equals(own))
                        .thenComparing(ListingKey::slug))
                .toList();
        return all.size() < 2 ? List.of() : all;
    }

    /** The tag of a listing's language, BCP 47: the site's own, with its region, if that is the language. */
    public static String tag(ListingKey key, SiteSettings site) {
        return key.equals(own(site))
                ? site.language()
                : Locale.forLanguageTag(key.slug()).toLanguageTag();
    }

    /** A language under its own name. */
    public static String name(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        String own = locale.getDisplayLanguage(locale);
        if (own.isEmpty()) {
            return tag;
        }
        String name = slug(tag).equals("zh-hant") ? "繁體中文" : own;
        return name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }
}
