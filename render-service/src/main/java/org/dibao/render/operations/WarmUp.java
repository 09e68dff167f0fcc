package org.dibao.render.operations;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Revision;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.theme.FrontPage;
import org.dibao.render.theme.ListingPage;
import org.dibao.render.theme.Section;
import org.dibao.render.theme.Theme;
import org.dibao.render.view.Item;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.web.PageWriter;

/**
 * Renders every template with a sample article: once, to make sure that none is broken when pages are served, and then,
 * in parallel with the rest of the start, until the JVM has compiled the code.
 */
public final class WarmUp {
    private static final int ROUNDS = 50;

    private WarmUp() {}

    public static void of(Theme theme) {
        PageWriter writer = new PageWriter(theme);
        ListingKey key = new ListingKey(ListingKey.Kind.CATEGORY, "warm-up");
        Instant now = Instant.EPOCH;
        Article article = ArticleBuilder.builder()
                .id(new ArticleId("warm-up"))
                .revision(Revision.FIRST)
                .path(new ArticlePath("/warm-up.html"))
                .title("Warm-up")
                .date(OffsetDateTime.parse("2000-01-01T00:00:00+08:00"))
                .acceptedAt(now)
                .modifiedAt(now.plusSeconds(60))
                .categories(List.of("warm-up"))
                .tags(List.of("warm-up"))
                .authors(List.of("warm-up"))
                .excerpt("Warm-up")
                .lang("en")
                .html("<h2>Warm-up</h2><p>Warm-up</p>")
                .by("")
                .build();
        Item item = new Item(article.id(), ListedArticle.of(article));
        SiteSettings site = SiteSettings.DEFAULT;
        Runnable once = () -> {
            writer.article(site, article, List.of());
            writer.listing(
                    site,
                    ListingPage.of(key, "warm-up", List.of(item))
                            .page(1)
                            .newer("/")
                            .older("/")
                            .build());
            writer.front(
                    site,
                    new FrontPage(List.of(), List.of(item), List.of(new Section(key, "warm-up", List.of(item))), "/"));
            writer.missing(site, "", List.of(item));
        };
        once.run();
        Thread.ofPlatform().daemon().name("warm-up").start(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                once.run();
            }
        });
    }
}
