package org.dibao.render.feed;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import org.springframework.web.util.HtmlUtils;

/** RSS 2.0 with the modules content, dc and atom, which most readers support. */
final class RssFeed {
    private RssFeed() {}

    static byte[] write(Feed feed) {
        XmlWriter xml = new XmlWriter();
        xml.start(
                        "rss",
                        "version",
                        "2.0",
                        "xmlns:atom",
                        "http://www.w3.org/2005/Atom",
                        "xmlns:content",
                        "http://purl.org/rss/1.0/modules/content/",
                        "xmlns:dc",
                        "http://purl.org/dc/elements/1.1/")
                .line()
                .start("channel")
                .line()
                .text("title", feed.title())
                .text("link", feed.home())
                .text("description", feed.subtitle().isEmpty() ? feed.title() : feed.subtitle())
                .text("language", feed.language())
                .text("lastBuildDate", RFC_1123_DATE_TIME.format(feed.updated()))
                .empty("atom:link", "rel", "self", "type", FeedFormat.RSS.mediaType(), "href", feed.self())
                .emptyIf(!feed.hub().isEmpty(), "atom:link", "rel", "hub", "href", feed.hub());
        feed.items().forEach(item -> item(xml, item));
        return xml.end().end().bytes();
    }

    private static void item(XmlWriter xml, FeedItem item) {
        xml.start("item")
                .line()
                .text("title", item.title())
                .text("link", item.url())
                .text("guid", item.id(), "isPermaLink", "false")
                .text("pubDate", RFC_1123_DATE_TIME.format(item.published()))
                .text("atom:updated", java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(item.updated()));
        item.authors().forEach(author -> xml.text("dc:creator", author.name()));
        item.categories().forEach(name -> xml.text("category", name));
        xml.text("description", HtmlUtils.htmlEscape(item.summary(), "UTF-8")) // readers treat it as HTML
                .text("content:encoded", item.html())
                .end();
    }
}
