package org.dibao.acceptance.untrusted;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Revision;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.feed.FeedAddress;
import org.dibao.render.feed.FeedFormat;
import org.dibao.render.feed.FeedOptions;
import org.dibao.render.feed.Feeds;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.metadata.Publisher;
import org.dibao.render.metadata.Story;
import org.dibao.render.metadata.Terms;
import org.dibao.render.theme.FrontPage;
import org.dibao.render.theme.Theme;
import org.dibao.render.view.Entry;
import org.dibao.render.view.Item;
import org.dibao.render.web.PageWriter;

/** Everything that render makes of an article. */
final class Published {
    private static final PageWriter WRITER = new PageWriter(new Theme());

    private Published() {}

    /** An article as ingest has read it. */
    static Article article(ArticleDraft draft, String html) {
        return new Article(
                new ArticleId("a"),
                Revision.FIRST,
                new ArticlePath("/news/a.html"),
                draft.title(),
                OffsetDateTime.parse("2022-01-25T09:36:15+08:00"),
                Instant.EPOCH,
                Instant.EPOCH,
                draft.categories(),
                draft.tags(),
                draft.authors(),
                draft.excerpt(),
                draft.lang(),
                draft.image(),
                draft.layout(),
                draft.pinned(),
                draft.translationKey(),
                null,
                draft.origin(),
                draft.extra(),
                html,
                "desk");
    }

    /** An article as an earlier release may have stored it: nothing in it was checked. */
    static Article stored(String html, String image, Map<String, Object> extra) {
        return new Article(
                new ArticleId("a"),
                Revision.FIRST,
                new ArticlePath("/news/a.html"),
                "A",
                OffsetDateTime.parse("2022-01-25T09:36:15+08:00"),
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                image,
                null,
                extra,
                html,
                "desk");
    }

    /** Its page, as HTML. */
    static String page(SiteSettings site, Article article) {
        return WRITER.article(site, article, List.of());
    }

    /** A page that shows it among others, as HTML. */
    static String front(Article article) {
        Item item = new Item(article.id(), Entry.Listed.of(article));
        return WRITER.front(SiteSettings.DEFAULT, new FrontPage(List.of(), List.of(item), List.of(), null));
    }

    /** The site's feed in each format. */
    static Map<FeedFormat, String> feeds(Article article) {
        SiteSettings site = SiteSettings.DEFAULT;
        Feeds feeds = new Feeds(site, Publisher.of(site), Terms.of(site), new FeedOptions(true, 20));
        List<Story> stories = List.of(WRITER.story(site, article));
        Map<FeedFormat, String> written = new LinkedHashMap<>();
        for (FeedFormat format : FeedFormat.values()) {
            byte[] feed = feeds.write(new FeedAddress(ListingKey.ALL, format), "", "", stories);
            written.put(format, new String(feed, StandardCharsets.UTF_8));
        }
        return written;
    }
}
