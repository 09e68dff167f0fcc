package org.dibao.render.web;

import java.time.Clock;
import java.util.Set;
import org.dibao.contract.article.Article;
import org.dibao.contract.json.Json;
import org.dibao.render.search.Search;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.theme.Bodies;
import org.dibao.render.theme.Theme;
import org.dibao.render.view.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/** Dispatches every route of the site to its handler, with a snapshot and the view. */
final class RouteDispatcher {
    private final PageWriter writer;
    private final ErrorPages errors;
    private final ListingHandler listings;
    private final IndexHandler indexes;
    private final FrontPages fronts;
    private final ArticleHandler articles;
    private final FileHandler files;
    private final ApiHandler api;
    private final FeedHandler feeds;
    private final SitemapHandler sitemaps;

    private final SearchHandler search;
    private final FileUsesHandler fileUses;

    /** @param search absent: {@code /search} says that search is unavailable */
    RouteDispatcher(Views views, Theme theme, PageSettings settings, @Nullable Search search, Clock clock) {
        this.writer = new PageWriter(theme);
        ArticleBodies bodies = new ArticleBodies(views, new Bodies(theme));
        Items items = new Items(views);
        this.errors = new ErrorPages(items, writer, settings.suggestions());
        this.listings = new ListingHandler(items, errors, writer);
        this.indexes = new IndexHandler(writer, settings.index());
        this.fronts = new FrontPages(listings, items, writer, settings);
        this.files = new FileHandler(views, errors, writer);
        RelatedArticles related = new RelatedArticles(items, settings);
        this.articles = new ArticleHandler(views, related, errors, indexes, fronts, files, bodies, writer);
        this.api = new ApiHandler(items, settings);
        this.feeds = new FeedHandler(views, items, errors, bodies, settings.hub());
        this.sitemaps = new SitemapHandler(items, errors, new SitemapContents(items), settings.sitemaps(), clock);
        this.search = new SearchHandler(search, errors, writer);
        this.fileUses = new FileUsesHandler(search, settings);
    }

    /** The page that the article will have when it is published as it is. */
    Mono<RenderedResponse> preview(SiteSnapshot snapshot, Article article) {
        return articles.preview(snapshot, article);
    }

    /** The articles that show a file. */
    Mono<RenderedResponse> fileUses(SiteSnapshot snapshot, MultiValueMap<String, String> query) {
        return fileUses.uses(snapshot.site(), query);
    }

    /** @param onlyArticles the ids of those that a feed is wanted for; empty for all */
    Mono<RenderedResponse> answer(
            SiteSnapshot snapshot, Route route, MultiValueMap<String, String> query, Set<String> onlyArticles) {
        return switch (route) {
            case Route.Front _ -> fronts.front(snapshot);
            case Route.Listing listing -> listings.listing(snapshot, listing);
            case Route.Index index -> Mono.fromSupplier(() -> indexes.index(snapshot, index.kind()));
            case Route.Moved moved ->
                Mono.just(new RenderedResponse.Redirected(301, LegacyRedirects.resolved(moved.to(), snapshot.site())));
            case Route.At at -> articles.at(snapshot, at);
            case Route.ById byId -> articles.byId(snapshot, byId);
            case Route.Api _ -> api.articles(snapshot, query);
            case Route.OldQueries _ ->
                Mono.just(
                        new RenderedResponse.Json(Json.bytes(snapshot.queries().names())));
            case Route.Feed feed -> feeds.feed(snapshot, feed, onlyArticles);
            case Route.Sitemap map -> sitemaps.sitemap(snapshot, map.map());
            case Route.Robots _ -> Mono.fromSupplier(() -> SitemapHandler.robots(snapshot));
            case Route.Search _ -> search.search(snapshot, query);
            case Route.LostPreview _ ->
                Mono.fromSupplier(() -> RenderedResponse.Html.of(404, writer.lostPreview(snapshot.site())));
            case Route.Asset asset -> files.beside(snapshot, asset);
            case Route.Kept file -> files.at(snapshot, file);
            case Route.Narrowed narrowed -> files.narrowed(snapshot, narrowed);
            case Route.Nowhere nowhere -> errors.missing(snapshot, nowhere.path());
        };
    }
}
