package org.dibao.render.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.site.FeedSettings;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.feed.FeedAddress;
import org.dibao.render.feed.FeedOptions;
import org.dibao.render.feed.Feeds;
import org.dibao.render.listing.Articles;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.metadata.Publisher;
import org.dibao.render.metadata.Story;
import org.dibao.render.metadata.Terms;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.view.Item;
import org.dibao.render.view.Page;
import org.dibao.render.view.Views;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Feeds: which articles are the newest comes from memory, their texts from the database, by path, as many as the feed has. */
final class FeedReader {
    /** So many times as many articles as the feed has are looked at for those that it may have. */
    private static final int MAX_ROUNDS = 10;

    private final Views views;
    private final ListingReader listings;
    private final PageWriter writer;

    FeedReader(Views views, ListingReader listings, PageWriter writer) {
        this.views = views;
        this.listings = listings;
        this.writer = writer;
    }

    Mono<Answer> feed(SiteSnapshot edition, Route.Feed route) {
        FeedAddress address = route.feed();
        ListingKey key = address.key();
        ListingKey target = key.resolved(edition.site());
        if (!target.equals(key)) {
            return Mono.just(new Answer.Elsewhere(301, new FeedAddress(target, address.format()).path()));
        }
        if (!route.name().equals(key.slug())) {
            return Mono.just(new Answer.Elsewhere(301, address.path()));
        }
        Articles articles = edition.listings().in(key);
        if (key.kind() != Kind.ALL && articles.isEmpty()) {
            return listings.missing(edition, "");
        }
        Feeds feeds = feeds(edition.site());
        return newest(
                        edition.site(),
                        articles,
                        key,
                        feeds.options().size(),
                        articles.size(),
                        MAX_ROUNDS,
                        new ArrayList<>())
                .flatMap(items -> texts(items)
                        .publishOn(Schedulers.parallel())
                        .flatMap(found -> LargePages.make(found, () -> {
                            List<Story> stories = found.stream()
                                    .map(article -> writer.story(edition.site(), article))
                                    .toList();
                            byte[] feed = feeds.write(
                                    address,
                                    ListingReader.name(edition.site(), key, items),
                                    ListingReader.description(edition.site(), key),
                                    stories);
                            return new Answer.Document(
                                    address.format().contentType(), Answer.Document.ASK_EACH_TIME, feed);
                        })));
    }

    private static Feeds feeds(SiteSettings site) {
        FeedOptions options = new FeedOptions(
                site.feed().content() == FeedSettings.Content.FULL, site.feed().size());
        return new Feeds(site, Publisher.of(site), Terms.of(site), options);
    }

    /**
     * The newest that stand before a rank, newest first.
     *
     * @param before counted from the oldest
     */
    private Mono<List<Item>> newest(
            SiteSettings site, Articles articles, ListingKey key, int most, int before, int rounds, List<Item> found) {
        int from = Math.max(0, before - most);
        return listings.items(articles.between(from, before)).flatMap(batch -> {
            ListingReader.in(site, key, batch.values()).stream()
                    .filter(item -> !item.entry().isPage())
                    .limit(most - found.size())
                    .forEach(found::add);
            return found.size() == most || from == 0 || rounds == 1
                    ? Mono.just(found)
                    : newest(site, articles, key, most, from, rounds - 1, found);
        });
    }

    /** In the order given; what has just moved or gone is left out, since its publication is on its way. */
    private Mono<List<Article>> texts(List<Item> items) {
        List<ArticlePath> paths =
                items.stream().map(item -> item.entry().path()).toList();
        if (paths.isEmpty()) {
            return Mono.just(List.of());
        }
        return Mono.fromFuture(() -> views.pages().find(paths)).map(found -> live(items, found));
    }

    private static List<Article> live(List<Item> items, Map<ArticlePath, Page> found) {
        List<Article> articles = new ArrayList<>(items.size());
        for (Item item : items) {
            if (found.get(item.entry().path()) instanceof Page.Live(Article article)
                    && article.id().equals(item.id())) {
                articles.add(article);
            }
        }
        return articles;
    }
}
