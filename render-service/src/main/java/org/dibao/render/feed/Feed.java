package org.dibao.render.feed;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.Languages;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.listing.ListingPaths;
import org.dibao.render.metadata.Publisher;
import org.dibao.render.metadata.Story;
import org.dibao.render.metadata.TermLinks;
import org.dibao.render.metadata.Times;
import org.dibao.render.metadata.Urls;

/**
 * A feed, independent of its format. All text is free of characters that XML forbids. All addresses are absolute.
 *
 * @param id       permanent
 * @param subtitle empty if there is none
 * @param home     the page that lists these articles
 * @param self     the address of the feed
 * @param hub      where one can subscribe to it (WebSub); empty if nowhere
 * @param author   the author of items that name none
 * @param updated  when anything in it was last changed; 1970 if it is empty
 * @param items    newest first
 */
record Feed(
        String id,
        String title,
        String subtitle,
        String language,
        String home,
        String self,
        String hub,
        FeedItem.Author author,
        OffsetDateTime updated,
        List<FeedItem> items) {

    /**
     * @param name    of the category, tag or author; not used for the site's feed
     * @param description of the same; empty: the site's
     * @param stories newest first; static pages are in no feed
     */
    static Feed of(
            SiteSettings site,
            Publisher publisher,
            TermLinks terms,
            FeedAddress address,
            String name,
            String description,
            FeedOptions options,
            List<Story> stories) {
        ListingKey key = address.key();
        List<Story> shown = stories.stream()
                .filter(story -> !"page".equals(story.article().layout()))
                .limit(options.size())
                .toList();
        List<FeedItem> items = new ArrayList<>(shown.size());
        int left = options.fullText() ? FeedOptions.MAX_TEXT : 0;
        for (Story story : shown) {
            boolean fits = options.fullText() && story.html().length() <= left;
            items.add(FeedItem.of(site, terms, story, fits));
            left -= fits ? story.html().length() : 0;
        }
        return new Feed(
                Urls.id(
                        site,
                        "feed"
                                + (key.kind() == Kind.ALL
                                        ? ""
                                        : ListingPaths.of(key).replaceFirst("\\.html$", ""))),
                XmlText.line(key.kind() == Kind.ALL ? site.title() : name + " - " + site.title()),
                XmlText.line(description.isBlank() ? site.description() : description),
                key.kind() == Kind.LANGUAGE ? Languages.tag(key, site) : site.language(),
                Urls.of(site, ListingPaths.of(key)),
                Urls.of(site, address.path()),
                options.hubOf(site),
                new FeedItem.Author(XmlText.line(publisher.name()), Urls.of(site, "/")),
                items.stream()
                        .map(FeedItem::updated)
                        .max(Comparator.comparing(OffsetDateTime::toInstant))
                        .orElse(Times.in(site, Instant.EPOCH.atOffset(ZoneOffset.UTC))),
                items);
    }
}
