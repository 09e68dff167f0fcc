package org.dibao.render.snapshot;

import java.util.List;
import org.dibao.contract.site.MenuItem;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.Listings;

/**
 * The in-memory state that pages are rendered from, apart from what is looked up for each request. A reader of one
 * snapshot sees consistent settings and listings.
 *
 * @param listings with terms merged according to the settings
 * @param site     the settings in force, including the menu that pages show: the configured one, or one consisting of
 *                 the named categories and the static pages
 * @param ownMenu  whether the menu is the configured one
 */
public record SiteSnapshot(Listings listings, SiteSettings site, boolean ownMenu) {

    /** The menu that pages show. */
    public List<MenuItem> menu() {
        return site.menu() == null ? List.of() : site.menu();
    }
}
