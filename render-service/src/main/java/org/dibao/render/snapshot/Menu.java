package org.dibao.render.snapshot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.site.MenuItem;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.SiteSettingsBuilder;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.listing.ListingPaths;
import org.dibao.render.listing.ListingSnapshot;
import org.dibao.render.listing.Listings;

/**
 * The default menu of a site: the categories that its settings name, or else the index of all categories, then its static pages, the
 * oldest first. So it depends on settings and static pages alone, and is the same on every page. Not thread-safe.
 */
final class Menu {
    /** Named by its address, in place of which the theme shows its name in the reader's language. */
    static final MenuItem ALL_CATEGORIES = new MenuItem(ListingPaths.CATEGORIES, ListingPaths.CATEGORIES);

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\s]+");

    private final Map<ArticleId, MenuItem> pages = new HashMap<>();

    void put(ArticleId id, String title, ArticlePath path) {
        String line = CONTROL.matcher(title).replaceAll(" ").strip();
        String href = path.encoded();
        String shown = line.isEmpty() ? href : line.substring(0, Math.min(line.length(), MenuItem.MAX_TITLE));
        pages.put(id, new MenuItem(shown, href));
    }

    /** @return whether it was a page */
    boolean remove(ArticleId id) {
        return pages.remove(id) != null;
    }

    /** The settings, including the menu that pages show. */
    SiteSettings in(SiteSettings site, Listings listings) {
        if (site.menu() != null) {
            return site;
        }
        ListingSnapshot all = listings.in(ListingKey.PAGES);
        List<MenuItem> named = named(site);
        Stream<MenuItem> sections = named.isEmpty() ? Stream.of(ALL_CATEGORIES) : named.stream();
        Stream<MenuItem> shown = all.between(0, SiteSettings.MAX_MENU).reversed().stream()
                .map(pages::get)
                .filter(Objects::nonNull);
        return SiteSettingsBuilder.builder(site)
                .menu(Stream.concat(sections, shown)
                        .limit(SiteSettings.MAX_MENU)
                        .toList())
                .build();
    }

    /** A site may name some only to merge them. */
    private static List<MenuItem> named(SiteSettings site) {
        return site.categories().entrySet().stream()
                .filter(category -> category.getValue().mergedInto() == null)
                .map(category -> new MenuItem(
                        Objects.requireNonNullElse(category.getValue().name(), category.getKey()),
                        ListingPaths.of(new ListingKey(Kind.CATEGORY, category.getKey()))))
                .toList();
    }
}
