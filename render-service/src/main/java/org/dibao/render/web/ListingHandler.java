package org.dibao.render.web;

import java.util.Comparator;
import java.util.List;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.listing.ListingPaths;
import org.dibao.render.listing.ListingSnapshot;
import org.dibao.render.listing.Numbering;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.theme.ListingPageBuilder;
import org.dibao.render.view.Item;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Listings: the order of articles comes from memory, their contents from the database, by id. */
final class ListingHandler {
    private final Items items;
    private final ErrorPages errors;
    private final PageWriter writer;

    ListingHandler(Items items, ErrorPages errors, PageWriter writer) {
        this.items = items;
        this.errors = errors;
        this.writer = writer;
    }

    Mono<RenderedResponse> listing(SiteSnapshot snapshot, Route.Listing route) {
        SiteSettings site = snapshot.site();
        ListingKey target = route.key().resolved(site);
        if (!target.equals(route.key())) {
            return Mono.just(new RenderedResponse.Redirected(
                    301, ListingPaths.of(target))); // its pages have different numbers there
        }
        if (!isPlain(route)) {
            return Mono.just(new RenderedResponse.Redirected(301, address(route)));
        }
        ListingSnapshot articles = snapshot.listings().in(route.key());
        Numbering numbering = new Numbering(articles.size(), site.pageSize());
        int page = route.page() == null ? numbering.pages() + 1 : route.page();
        ListingKey renamed =
                articles.isEmpty() && route.key().kind() == Kind.TAG ? renamed(snapshot, route.key()) : null;
        if (renamed != null) {
            return Mono.just(new RenderedResponse.Redirected(302, ListingPaths.of(renamed)));
        }
        boolean named = ListingNames.isNamed(site, route.key());
        if (articles.isEmpty() && !named || page > numbering.pages() + 1) {
            return errors.missing(snapshot, route.path());
        }
        if (route.page() != null && page == numbering.pages() + 1) {
            // Its articles are still on the newest page, which has its own address. A full page may permanently link
            // here.
            return Mono.just(new RenderedResponse.Redirected(302, ListingPaths.of(route.key())));
        }
        int from = (page - 1) * site.pageSize();
        int to = route.page() == null ? articles.size() : from + site.pageSize();
        String older = page == 1 ? null : ListingPaths.of(route.key(), page - 1);
        String newer = route.page() == null ? null : ListingPaths.of(route.key(), page + 1);
        return items.find(site, articles.between(from, to)).flatMap(found -> {
            List<Item> shown = Items.in(site, route.key(), found.values());
            return shown.isEmpty() && !named
                    ? errors.missing(snapshot, route.path())
                    : Mono.fromSupplier(() -> RenderedResponse.Html.of(
                            200,
                            writer.listing(
                                    site,
                                    ListingPageBuilder.builder()
                                            .key(route.key())
                                            .name(ListingNames.name(site, route.key(), shown))
                                            .description(ListingNames.description(site, route.key()))
                                            .page(route.page())
                                            .items(shown)
                                            .newer(newer)
                                            .older(older)
                                            .slugs(ListingNames.slugs(site, route.key()))
                                            .build()),
                            Pictures.of(shown).keys()));
        });
    }

    /** The tag that other programs, and earlier releases, list here, because it differs in signs only. */
    private static @Nullable ListingKey renamed(SiteSnapshot snapshot, ListingKey plain) {
        return snapshot.listings().tagsWithSigns(plain.slug()).stream()
                .map(tag -> tag.resolved(snapshot.site()))
                .filter(tag -> !tag.equals(plain))
                .min(Comparator.comparing(ListingKey::slug))
                .orElse(null);
    }

    /** Whether the address is canonical: spelt with the slug. */
    private static boolean isPlain(Route.Listing route) {
        return route.key().kind() == Kind.ALL || route.name().equals(route.key().slug());
    }

    private static String address(Route.Listing route) {
        return route.page() == null ? ListingPaths.of(route.key()) : ListingPaths.of(route.key(), route.page());
    }
}
