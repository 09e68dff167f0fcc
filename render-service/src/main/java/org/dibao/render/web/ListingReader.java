package org.dibao.render.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Slug;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.edition.Edition;
import org.dibao.render.listing.Articles;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.Numbering;
import org.dibao.render.theme.Addresses;
import org.dibao.render.theme.Item;
import org.dibao.render.theme.ListingPage;
import org.dibao.render.theme.Section;
import org.dibao.render.theme.Theme;
import org.dibao.render.view.Entries;
import org.dibao.render.view.Entry;
import reactor.core.publisher.Mono;

/** Front page and listings: where articles stand comes from memory, how they look from the database, by id. */
final class ListingReader {
    private final Entries entries;
    private final Theme theme;
    private final PageSettings settings;

    ListingReader(Entries entries, Theme theme, PageSettings settings) {
        this.entries = entries;
        this.theme = theme;
        this.settings = settings;
    }

    Mono<Answer> listing(Edition edition, Route.Listing route) {
        SiteSettings site = edition.site();
        if (!route.key().slug().equals(Slug.of(route.name())) || !isPlain(route)) {
            return Mono.just(new Answer.Elsewhere(301, address(route)));
        }
        Articles articles = edition.listings().in(route.key());
        Numbering numbering = new Numbering(articles.size(), site.pageSize());
        int page = route.page() == null ? numbering.pages() + 1 : route.page();
        if (articles.isEmpty() || page > numbering.pages() + 1) {
            return missing(site);
        }
        if (route.page() != null && page == numbering.pages() + 1) {
            // What stands there is still the newest page, which has an address of its own. A full page may link here for ever.
            return Mono.just(new Answer.Elsewhere(302, Addresses.of(route.key())));
        }
        int from = (page - 1) * site.pageSize();
        int to = route.page() == null ? articles.size() : from + site.pageSize();
        String older = page == 1 ? null : Addresses.of(route.key(), page - 1);
        String newer = route.page() == null ? null : Addresses.of(route.key(), page + 1);
        return items(articles.between(from, to)).map(found -> {
            List<Item> items = in(route.key(), found.values());
            return items.isEmpty()
                    ? Answer.Html.of(404, theme.missing(site))
                    : Answer.Html.of(200, theme.listing(site,
                            new ListingPage(route.key(), name(route.key(), items), route.page(), items, newer, older)));
        });
    }

    Mono<Answer> front(Edition edition) {
        SiteSettings site = edition.site();
        Articles all = edition.listings().in(ListingKey.ALL);
        Numbering numbering = new Numbering(all.size(), site.pageSize());
        List<ArticleId> latest = all.between(numbering.newestFrom(), all.size());
        Map<ListingKey, List<ArticleId>> sections = new LinkedHashMap<>();
        for (ListingKey key : edition.listings().categories(settings.sections())) {
            sections.put(key, edition.listings().in(key).newest(settings.sectionSize()));
        }
        Set<ArticleId> ids = new LinkedHashSet<>(latest);
        sections.values().forEach(ids::addAll);
        String older = numbering.pages() == 0 ? null : Addresses.of(ListingKey.ALL, numbering.pages());
        return items(ids).map(found -> {
            List<Section> shown = new ArrayList<>();
            sections.forEach((key, members) -> {
                List<Item> items = in(key, members.stream().filter(found::containsKey).map(id -> item(found, id)).toList());
                if (!items.isEmpty()) {
                    shown.add(new Section(key, name(key, items), items));
                }
            });
            List<Item> items = latest.stream().filter(found::containsKey).map(id -> item(found, id)).toList();
            return Answer.Html.of(200, theme.front(site, items, shown, older));
        });
    }

    /** In the order given; what is not live any more is left out, since its publication is on its way. */
    Mono<Map<ArticleId, Item>> items(Collection<ArticleId> ids) {
        if (ids.isEmpty()) {
            return Mono.just(Map.of());
        }
        return Mono.fromFuture(() -> entries.find(ids)).map(found -> {
            Map<ArticleId, Item> items = new LinkedHashMap<>();
            for (ArticleId id : ids) {
                if (found.get(id) instanceof Entry.Listed entry) {
                    items.put(id, new Item(id, entry));
                }
            }
            return items;
        });
    }

    /** An article that has just left the listing, and whose publication is on its way, must not appear there as it is now. */
    static List<Item> in(ListingKey key, Collection<Item> items) {
        return items.stream()
                .filter(item -> ListingKey.of(item.entry().categories(), item.entry().tags(), item.entry().authors()).contains(key))
                .toList();
    }

    private Mono<Answer> missing(SiteSettings site) {
        return Mono.fromSupplier(() -> Answer.Html.of(404, theme.missing(site)));
    }

    private static Item item(Map<ArticleId, Item> found, ArticleId id) {
        return java.util.Objects.requireNonNull(found.get(id));
    }

    /** The address is spelt as links spell it: by the slug. */
    private static boolean isPlain(Route.Listing route) {
        return route.key().kind() == ListingKey.Kind.ALL || route.name().equals(route.key().slug());
    }

    private static String address(Route.Listing route) {
        return route.page() == null ? Addresses.of(route.key()) : Addresses.of(route.key(), route.page());
    }

    static String name(ListingKey key, List<Item> items) {
        for (Item item : items) {
            List<String> names = switch (key.kind()) {
                case CATEGORY -> item.entry().categories();
                case TAG -> item.entry().tags();
                case AUTHOR -> item.entry().authors();
                case ALL -> List.of();
            };
            for (String name : names) {
                if (Slug.of(name).equals(key.slug())) {
                    return name;
                }
            }
        }
        return key.slug();
    }
}
