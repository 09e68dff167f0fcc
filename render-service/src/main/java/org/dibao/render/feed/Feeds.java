package org.dibao.render.feed;

import java.util.List;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.metadata.Publisher;
import org.dibao.render.metadata.Story;
import org.dibao.render.metadata.TermLinks;
import org.dibao.render.metadata.Urls;

/**
 * Creates feeds. A pure function: nothing in a feed depends on the time of day, so a feed stays the same until an
 * article changes.
 *
 * @param options the contents of each feed
 */
public record Feeds(SiteSettings site, Publisher publisher, TermLinks terms, FeedOptions options) {

    /**
     * @param address the feed and its format
     * @param name    of the category, tag or author as readers see it; not used for the site's feed
     * @param description of the same; empty: the site's
     * @param stories newest first; static pages and surplus articles are left out
     * @return UTF-8
     */
    public byte[] write(FeedAddress address, String name, String description, List<Story> stories) {
        return address.format().write(Feed.of(site, publisher, terms, address, name, description, options, stories));
    }

    /** The response's header {@code Link}: where the feed is and where one can subscribe to it (W3C WebSub, section 4). */
    public String link(FeedAddress address) {
        String self = "<" + Urls.of(site, address.path()) + ">; rel=\"self\"";
        String hub = options.hubOf(site);
        return hub.isEmpty() ? self : self + ", <" + hub + ">; rel=\"hub\"";
    }
}
