package org.dibao.render.feed;

import java.util.List;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.metadata.Publisher;
import org.dibao.render.metadata.Story;
import org.dibao.render.metadata.Terms;

/**
 * Makes feeds. A pure function: nothing in a feed depends on the time of day, so that it is the same until an article changes.
 *
 * @param options what each feed holds
 */
public record Feeds(SiteSettings site, Publisher publisher, Terms terms, FeedOptions options) {

    /**
     * @param address which feed, and how it is written
     * @param name    of the category, tag or author as readers see it; not used for the site's feed
     * @param description of the same; empty: the site's
     * @param stories newest first; those that are static pages or too many are left out
     * @return UTF-8
     */
    public byte[] write(FeedAddress address, String name, String description, List<Story> stories) {
        return address.format().write(Feed.of(site, publisher, terms, address, name, description, options, stories));
    }
}
