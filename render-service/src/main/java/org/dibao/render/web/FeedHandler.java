package org.dibao.render.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.site.FeedSettings;
import org.dibao.contract.site.SiteSettings;
import org.dibao.projector.Versioned;
import org.dibao.render.feed.FeedAddress;
import org.dibao.render.feed.FeedOptions;
import org.dibao.render.feed.Feeds;
import org.dibao.render.listing.Languages;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingSnapshot;
import org.dibao.render.metadata.Publisher;
import org.dibao.render.metadata.Story;
import org.dibao.render.metadata.TermLinks;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.view.Item;
import org.dibao.render.view.Page;
import org.dibao.render.view.Views;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Feeds: the newest articles are determined in memory; their texts come from the database, by path, as many as the feed
 * has.
 */
final class FeedHandler {
    /** How many times the feed's size in articles is examined to find those that belong in it. */
    private static final int MAX_ROUNDS = 10;

    private final Views views;
    private final Items items;
    private final ErrorPages errors;
    private final ArticleBodies bodies;
    private final String hub;

    /** @param hub where one can subscribe: a path on the site or an absolute address; empty for nowhere */
    FeedHandler(Views views, Items items, ErrorPages errors, ArticleBodies bodies, String hub) {
        this.views = views;
        this.items = items;
        this.errors = errors;
        this.bodies = bodies;
        this.hub = hub;
    }

    /** @param only ids of articles: the feed has no others, unless it has none of them; empty for all */
    Mono<RenderedResponse> feed(SiteSnapshot snapshot, Route.Feed route, Set<String> only) {
        FeedAddress address = route.feed();
        ListingKey key = address.key();
        ListingKey target = key.resolved(snapshot.site());
        if (!target.equals(key)) {
            return Mono.just(new RenderedResponse.Redirected(301, new FeedAddress(target, address.format()).path()));
        }
        if (!route.name().equals(key.slug())) {
            return Mono.just(new RenderedResponse.Redirected(301, address.path()));
        }
        ListingSnapshot articles = snapshot.listings().in(key);
        boolean exists = switch (key.kind()) {
            case ALL -> true;
            case LANGUAGE -> Languages.of(snapshot.listings(), snapshot.site()).contains(key);
            default -> !articles.isEmpty() || ListingNames.isNamed(snapshot.site(), key);
        };
        if (!exists) {
            // Where all articles are in the site's own language, the feed of all is that language's.
            return key.equals(Languages.own(snapshot.site()))
                    ? Mono.just(new RenderedResponse.Redirected(
                            301, new FeedAddress(ListingKey.ALL, address.format()).path()))
                    : errors.missing(snapshot, "");
        }
        Feeds feeds = feeds(snapshot.site());
        return newest(
                        snapshot.site(),
                        articles,
                        key,
                        feeds.options().size(),
                        articles.size(),
                        MAX_ROUNDS,
                        new ArrayList<>())
                .flatMap(newest -> texts(newest)
                        .publishOn(Schedulers.parallel())
                        .flatMap(found -> LargePages.make(articles(found), () -> {
                            List<Story> stories = only(found, only).stream()
                                    .map(page -> story(snapshot.site(), page))
                                    .toList();
                            byte[] feed = feeds.write(
                                    address,
                                    ListingNames.name(snapshot.site(), key, newest),
                                    ListingNames.description(snapshot.site(), key),
                                    stories);
                            return new RenderedResponse.Document(
                                    address.format().contentType(),
                                    RenderedResponse.Document.ASK_EACH_TIME,
                                    feeds.link(address),
                                    feed);
                        })));
    }

    private static List<Versioned<Page.Live>> only(List<Versioned<Page.Live>> found, Set<String> ids) {
        List<Versioned<Page.Live>> wanted = found.stream()
                .filter(page -> ids.contains(page.value().article().id().value()))
                .toList();
        return wanted.isEmpty() ? found : wanted;
    }

    private static List<Article> articles(List<Versioned<Page.Live>> pages) {
        return pages.stream().map(page -> page.value().article()).toList();
    }

    private Story story(SiteSettings site, Versioned<Page.Live> page) {
        return Story.of(site, page.value().article(), bodies.of(site, page));
    }

    private Feeds feeds(SiteSettings site) {
        FeedOptions options = new FeedOptions(
                site.feed().content() == FeedSettings.Content.FULL, site.feed().size(), hub);
        return new Feeds(site, Publisher.of(site), TermLinks.of(site), options);
    }

    /**
     * The newest articles before a rank, newest first.
     *
     * @param before counted from the oldest
     */
    private Mono<List<Item>> newest(
            SiteSettings site,
            ListingSnapshot articles,
            ListingKey key,
            int limit,
            int before,
            int rounds,
            List<Item> found) {
        int from = Math.max(0, before - limit);
        return items.find(articles.between(from, before)).flatMap(batch -> {
            Items.in(site, key, batch.values()).stream()
                    .filter(item -> !item.entry().isPage())
                    .limit(limit - found.size())
                    .forEach(found::add);
            return found.size() == limit || from == 0 || rounds == 1
                    ? Mono.just(found)
                    : newest(site, articles, key, limit, from, rounds - 1, found);
        });
    }

    /**
     * In the given order; articles that have just moved or been withdrawn are left out, because their publication is
     * about to arrive.
     */
    private Mono<List<Versioned<Page.Live>>> texts(List<Item> items) {
        List<ArticlePath> paths =
                items.stream().map(item -> item.entry().path()).toList();
        if (paths.isEmpty()) {
            return Mono.just(List.of());
        }
        return Mono.fromFuture(() -> views.pages().findVersions(paths)).map(found -> live(items, found));
    }

    private static List<Versioned<Page.Live>> live(List<Item> items, Map<ArticlePath, Versioned<Page>> found) {
        List<Versioned<Page.Live>> pages = new ArrayList<>(items.size());
        for (Item item : items) {
            Versioned<Page> page = found.get(item.entry().path());
            if (page != null
                    && page.value() instanceof Page.Live live
                    && live.article().id().equals(item.id())) {
                pages.add(new Versioned<>(page.position(), live));
            }
        }
        return pages;
    }
}
