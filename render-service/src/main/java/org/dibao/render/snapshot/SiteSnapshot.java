package org.dibao.render.snapshot;

import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.Listings;
import org.dibao.render.view.OldQueryNames;

/**
 * The in-memory state that pages are rendered from, apart from what is looked up for each request. A reader of one
 * snapshot sees consistent settings and listings.
 *
 * @param listings with terms merged according to the settings
 * @param site     the settings in force, including the menu that pages show: the configured one, or the default one ({@link Menu})
 * @param queries the parameters of old addresses
 */
public record SiteSnapshot(Listings listings, SiteSettings site, OldQueryNames queries) {}
