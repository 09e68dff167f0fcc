package org.dibao.render.web;

import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.Term;
import org.dibao.render.listing.Languages;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.view.Item;

/** What listings are called, by the site's settings and by their articles. */
final class ListingNames {
    private ListingNames() {}

    /** Whether the site's settings have the term, or merge another one into it: then it has a page without articles too. */
    static boolean isNamed(SiteSettings site, ListingKey key) {
        return key.kind().terms() != null
                && (site.terms(key.kind().terms()).containsKey(key.slug())
                        || site.terms(key.kind().terms()).values().stream()
                                .anyMatch(term -> key.slug().equals(term.mergedInto())));
    }

    static String description(SiteSettings site, ListingKey key) {
        Term term = key.kind().terms() == null
                ? null
                : site.terms(key.kind().terms()).get(key.slug());
        return term == null || term.description() == null ? "" : term.description();
    }

    /** The slugs of the listing's terms: its own and those merged into it. */
    static List<String> slugs(SiteSettings site, ListingKey key) {
        List<String> slugs = new ArrayList<>(List.of(key.slug()));
        if (key.kind().terms() != null) {
            site.terms(key.kind().terms()).forEach((slug, term) -> {
                if (key.slug().equals(term.mergedInto())) {
                    slugs.add(slug);
                }
            });
        }
        return slugs;
    }

    /** The name in the settings, otherwise as the newest article on the page writes it. */
    static String name(SiteSettings site, ListingKey key, List<Item> items) {
        if (key.kind() == Kind.LANGUAGE) {
            return Languages.name(Languages.tag(key, site));
        }
        for (Item item : items) {
            List<String> names = switch (key.kind()) {
                case CATEGORY -> item.entry().categories();
                case TAG -> item.entry().tags();
                case AUTHOR -> item.entry().authors();
                case ALL, YEAR, MONTH, PINNED, PAGES, TRANSLATIONS, LANGUAGE -> List.of();
            };
            for (String name : names) {
                if (key.kind().slug(name).equals(key.slug())) {
                    return named(site, key, name);
                }
            }
        }
        return named(site, key, key.slug());
    }

    static String named(SiteSettings site, ListingKey key, String written) {
        return key.kind().terms() == null ? written : site.termName(key.kind().terms(), written);
    }
}
