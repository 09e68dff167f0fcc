package org.dibao.render.web;

import org.dibao.render.edition.Edition;
import org.dibao.render.search.Search;
import org.dibao.render.theme.Theme;
import org.dibao.render.view.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/** What every address of the site answers, out of an edition and the view. */
final class Pages {
    private final Theme theme;
    private final ListingReader listings;
    private final ArticleReader articles;
    private final ApiReader api;
    private final SearchReader search;

    /** All but {@code /search}. */
    Pages(Views views, Theme theme, PageSettings settings) {
        this(views, theme, settings, null);
    }

    Pages(Views views, Theme theme, PageSettings settings, @Nullable Search search) {
        this.theme = theme;
        this.listings = new ListingReader(views.entries(), theme, settings);
        this.articles = new ArticleReader(views, theme);
        this.api = new ApiReader(listings, settings);
        this.search = new SearchReader(search, theme);
    }

    Mono<Answer> answer(Edition edition, Route route, MultiValueMap<String, String> query) {
        return switch (route) {
            case Route.Front _ -> listings.front(edition);
            case Route.Listing listing -> listings.listing(edition, listing);
            case Route.At at -> articles.at(edition.site(), at.article());
            case Route.ById byId -> articles.byId(edition.site(), byId.article());
            case Route.Api _ -> api.articles(edition, query);
            case Route.Search _ -> search.search(edition.site(), query);
            case Route.Asset _, Route.Nowhere _ -> Mono.fromSupplier(() -> Answer.Html.of(404, theme.missing(edition.site())));
        };
    }
}
