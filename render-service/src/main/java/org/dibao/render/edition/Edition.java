package org.dibao.render.edition;

import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.Listings;

/** What an instance shows that is not looked up for each request. */
public record Edition(Listings listings, SiteSettings site) {}
