package org.dibao.acceptance.untrusted;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
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
import org.dibao.render.metadata.TermLinks;
import org.dibao.render.theme.Bodies;
import org.dibao.render.theme.FrontPage;
import org.dibao.render.theme.Theme;
import org.dibao.render.view.Item;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.web.PageWriter;

/** Everything that render makes of an article. */
final class Published {
    private static final Theme THEME = new Theme();
    private static final PageWriter WRITER = new PageWriter(THEME);
    private static final Bodies BODIES = new Bodies(THEME);

    private Published() {}

    /** An article as ingest has read it. */
    static Article article(ArticleDraft draft, String html) {
        return placed(Article.from(draft)).html(html).build();
    }

    /** An article as an earlier release may have stored it: nothing in it was checked. */
    static Article stored(String html, String image, Map<String, Object> extra) {
        return placed(ArticleBuilder.builder())
                .title("A")
                .image(image)
                .extra(extra)
                .html(html)
                .build();
    }

    private static ArticleBuilder placed(ArticleBuilder article) {
        return article.id(new ArticleId("a"))
                .revision(Revision.FIRST)
                .path(new ArticlePath("/news/a.html"))
                .date(OffsetDateTime.parse("2022-01-25T09:36:15+08:00"))
                .acceptedAt(Instant.EPOCH)
                .modifiedAt(Instant.EPOCH)
                .by("desk");
    }

    /** Its page, as HTML. */
    static String page(SiteSettings site, Article article) {
        return WRITER.article(site, article, List.of());
    }

    /** A page that shows it among others, as HTML. */
    static String front(Article article) {
        Item item = new Item(article.id(), ListedArticle.of(article));
        return WRITER.front(SiteSettings.DEFAULT, new FrontPage(List.of(), List.of(item), List.of(), null));
    }

    /** The site's feed in each format. */
    static Map<FeedFormat, String> feeds(Article article) {
        Map<FeedFormat, String> written = new LinkedHashMap<>();
        for (FeedFormat format : FeedFormat.values()) {
            written.put(format, feed(format, article));
        }
        return written;
    }

    /** The site's feed. */
    static String feed(FeedFormat format, Article article) {
        SiteSettings site = SiteSettings.DEFAULT;
        Feeds feeds = new Feeds(site, Publisher.of(site), TermLinks.of(site), FeedOptions.DEFAULT);
        List<Story> stories = List.of(Story.of(site, article, BODIES.of(site, article)));
        byte[] feed = feeds.write(new FeedAddress(ListingKey.ALL, format), "", "", stories);
        return new String(feed, StandardCharsets.UTF_8);
    }
}
