package org.dibao.render.feed;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import org.springframework.web.util.HtmlUtils;

/** Atom (RFC 4287). */
final class AtomFeed {
    private AtomFeed() {}

    static byte[] write(Feed feed) {
        XmlWriter xml = new XmlWriter();
        xml.start("feed", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang", feed.language())
                .line()
                .text("id", feed.id())
                .text("title", feed.title())
                .text("subtitle", feed.subtitle())
                .empty("link", "rel", "self", "type", FeedFormat.ATOM.mediaType(), "href", feed.self())
                .emptyIf(!feed.hub().isEmpty(), "link", "rel", "hub", "href", feed.hub())
                .empty("link", "rel", "alternate", "type", "text/html", "href", feed.home())
                .text("updated", ISO_OFFSET_DATE_TIME.format(feed.updated()));
        author(xml, feed.author());
        feed.items().forEach(item -> entry(xml, feed, item));
        return xml.end().bytes();
    }

    private static void entry(XmlWriter xml, Feed feed, FeedItem item) {
        xml.start("entry", "xml:lang", item.language().equals(feed.language()) ? null : item.language())
                .line()
                .text("id", item.id())
                .text("title", item.title())
                .empty("link", "rel", "alternate", "type", "text/html", "href", item.url())
                .text("published", ISO_OFFSET_DATE_TIME.format(item.published()))
                .text("updated", ISO_OFFSET_DATE_TIME.format(item.updated()));
        item.authors().forEach(author -> author(xml, author));
        item.categories().forEach(name -> xml.empty("category", "term", name));
        // Readers treat it as HTML, whatever its type.
        xml.text("summary", HtmlUtils.htmlEscape(item.summary(), "UTF-8"), "type", "html")
                .text("content", item.html(), "type", "html")
                .end();
    }

    private static void author(XmlWriter xml, FeedItem.Author author) {
        xml.start("author")
                .text("name", author.name())
                .text("uri", author.url())
                .end();
    }
}
