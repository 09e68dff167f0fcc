package org.dibao.render.web;

import java.time.Clock;
import java.util.List;
import org.dibao.render.search.Search;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.theme.Theme;
import org.dibao.render.view.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/** What every address of the site answers, out of an edition and the view. */
final class Pages {
    private final PageWriter writer;
    private final ListingReader listings;
    private final ArticleReader articles;
    private final ApiReader api;
    private final FeedReader feeds;
    private final SitemapReader sitemaps;

    private final SearchReader search;

    /** @param search absent: {@code /search} says that it cannot */
    Pages(Views views, Theme theme, PageSettings settings, @Nullable Search search, Clock clock) {
        this.writer = new PageWriter(theme);
        this.listings = new ListingReader(views.entries(), writer, settings);
        this.articles = new ArticleReader(views, listings, writer);
        this.api = new ApiReader(listings, settings);
        this.feeds = new FeedReader(views, listings, writer);
        this.sitemaps = new SitemapReader(listings, new Shelves(listings), settings.sitemaps(), clock);
        this.search = new SearchReader(search, listings, writer);
    }

    Mono<Answer> answer(SiteSnapshot edition, Route route, MultiValueMap<String, String> query) {
        return switch (route) {
            case Route.Front _ -> listings.front(edition);
            case Route.Listing listing -> listings.listing(edition, listing);
            case Route.Index index -> Mono.fromSupplier(() -> listings.index(edition, index.kind()));
            case Route.Moved moved -> Mono.just(new Answer.Elsewhere(301, moved.to()));
            case Route.At at -> articles.at(edition, at);
            case Route.ById byId -> articles.byId(edition, byId);
            case Route.Api _ -> api.articles(edition, query);
            case Route.Feed feed -> feeds.feed(edition, feed);
            case Route.Sitemap map -> sitemaps.sitemap(edition, map.map());
            case Route.Robots _ -> Mono.fromSupplier(() -> SitemapReader.robots(edition));
            case Route.Search _ -> search.search(edition, query);
            case Route.Asset _ ->
                Mono.fromSupplier(() -> Answer.Html.of(404, writer.missing(edition.site(), "", List.of())));
            case Route.Nowhere nowhere -> listings.missing(edition, nowhere.path());
        };
    }
}
