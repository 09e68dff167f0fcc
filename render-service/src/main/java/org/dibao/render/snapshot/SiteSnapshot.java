package org.dibao.render.snapshot;

import java.util.List;
import org.dibao.contract.site.MenuItem;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.Listings;

/**
 * What an instance shows that is not looked up for each request. Readers take one and see settings and listings that belong
 * together.
 *
 * @param listings with terms merged as the settings say
 * @param site     the settings in force, with the menu that pages show: theirs, or one made of the static pages
 */
public record SiteSnapshot(Listings listings, SiteSettings site) {

    /** The menu that pages show. */
    public List<MenuItem> menu() {
        return site.menu() == null ? List.of() : site.menu();
    }
}
