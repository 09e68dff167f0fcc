package org.dibao.render.web;

import java.time.Clock;
import org.dibao.render.edition.Edition;
import org.dibao.render.theme.Theme;
import org.dibao.render.view.Views;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/** What every address of the site answers, out of an edition and the view. */
final class Pages {
    private final Theme theme;
    private final ListingReader listings;
    private final ArticleReader articles;
    private final ApiReader api;
    private final FeedReader feeds;
    private final SitemapReader sitemaps;

    Pages(Views views, Theme theme, PageSettings settings) {
        this(views, theme, settings, Clock.systemUTC());
    }

    Pages(Views views, Theme theme, PageSettings settings, Clock clock) {
        this.theme = theme;
        this.listings = new ListingReader(views.entries(), theme, settings);
        this.articles = new ArticleReader(views, theme);
        this.api = new ApiReader(listings, settings);
        this.feeds = new FeedReader(views, listings, theme);
        this.sitemaps = new SitemapReader(
                listings, new ScannedShelves(listings, settings.sitemaps().batch()), theme, settings.sitemaps(), clock);
    }

    Mono<Answer> answer(Edition edition, Route route, MultiValueMap<String, String> query) {
        return switch (route) {
            case Route.Front _ -> listings.front(edition);
            case Route.Listing listing -> listings.listing(edition, listing);
            case Route.At at -> articles.at(edition.site(), at.article());
            case Route.ById byId -> articles.byId(edition.site(), byId.article());
            case Route.Api _ -> api.articles(edition, query);
            case Route.Feed feed -> feeds.feed(edition, feed);
            case Route.Sitemap map -> sitemaps.sitemap(edition, map.map());
            case Route.Robots _ -> Mono.fromSupplier(() -> SitemapReader.robots(edition));
            case Route.Moved moved -> Mono.just(new Answer.Elsewhere(301, moved.to()));
            case Route.Asset _, Route.Nowhere _ -> Mono.fromSupplier(() -> Answer.Html.of(404, theme.missing(edition.site())));
        };
    }
}
