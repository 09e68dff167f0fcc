package org.dibao.render.web;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Slug;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.Term;
import org.dibao.render.listing.Addresses;
import org.dibao.render.listing.Articles;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.listing.Listings;
import org.dibao.render.listing.Numbering;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.theme.FrontPage;
import org.dibao.render.theme.IndexPage;
import org.dibao.render.theme.ListingPageBuilder;
import org.dibao.render.theme.Section;
import org.dibao.render.view.Entries;
import org.dibao.render.view.Item;
import org.dibao.render.view.ListedArticle;
import reactor.core.publisher.Mono;

/** Front page and listings: where articles stand comes from memory, how they look from the database, by id. */
final class ListingReader {
    /** Pages that name the latest articles go when one of them changes. */
    private static final Set<PurgeKey> SUGGESTED = Set.of(PurgeKey.HOME);

    private final Entries entries;
    private final PageWriter writer;
    private final PageSettings settings;

    ListingReader(Entries entries, PageWriter writer, PageSettings settings) {
        this.entries = entries;
        this.writer = writer;
        this.settings = settings;
    }

    Mono<Answer> listing(SiteSnapshot edition, Route.Listing route) {
        SiteSettings site = edition.site();
        ListingKey target = route.key().resolved(site);
        if (!target.equals(route.key())) {
            return Mono.just(new Answer.Elsewhere(301, Addresses.of(target))); // its pages have other numbers there
        }
        if (!isPlain(route)) {
            return Mono.just(new Answer.Elsewhere(301, address(route)));
        }
        Articles articles = edition.listings().in(route.key());
        Numbering numbering = new Numbering(articles.size(), site.pageSize());
        int page = route.page() == null ? numbering.pages() + 1 : route.page();
        if (articles.isEmpty() || page > numbering.pages() + 1) {
            return missing(edition, route.path());
        }
        if (route.page() != null && page == numbering.pages() + 1) {
            // What stands there is still the newest page, which has an address of its own. A full page may link here
            // for ever.
            return Mono.just(new Answer.Elsewhere(302, Addresses.of(route.key())));
        }
        int from = (page - 1) * site.pageSize();
        int to = route.page() == null ? articles.size() : from + site.pageSize();
        String older = page == 1 ? null : Addresses.of(route.key(), page - 1);
        String newer = route.page() == null ? null : Addresses.of(route.key(), page + 1);
        return items(articles.between(from, to)).flatMap(found -> {
            List<Item> items = in(site, route.key(), found.values());
            return items.isEmpty()
                    ? missing(edition, route.path())
                    : Mono.fromSupplier(() -> Answer.Html.of(
                            200,
                            writer.listing(
                                    site,
                                    ListingPageBuilder.builder()
                                            .key(route.key())
                                            .name(name(site, route.key(), items))
                                            .description(description(site, route.key()))
                                            .page(route.page())
                                            .items(items)
                                            .newer(newer)
                                            .older(older)
                                            .slugs(slugs(site, route.key()))
                                            .build())));
        });
    }

    Mono<Answer> front(SiteSnapshot edition) {
        SiteSettings site = edition.site();
        Articles all = edition.listings().in(ListingKey.ALL);
        Numbering numbering = new Numbering(all.size(), site.pageSize());
        List<ArticleId> latest = all.between(numbering.newestFrom(), all.size());
        Map<ListingKey, List<ArticleId>> sections = new LinkedHashMap<>();
        for (ListingKey key : edition.listings().categories(settings.sections())) {
            sections.put(key, edition.listings().in(key).newest(settings.sectionSize()));
        }
        List<ArticleId> pinned = edition.listings().in(ListingKey.PINNED).newest(settings.pinned());
        Set<ArticleId> ids = new LinkedHashSet<>(pinned);
        ids.addAll(latest);
        sections.values().forEach(ids::addAll);
        String older = numbering.pages() == 0 ? null : Addresses.of(ListingKey.ALL, numbering.pages());
        return items(ids).map(found -> {
            List<Section> shown = new ArrayList<>();
            sections.forEach((key, members) -> {
                List<Item> items = in(site, key, shown(members, found));
                if (!items.isEmpty()) {
                    shown.add(new Section(key, name(site, key, items), items));
                }
            });
            return Answer.Html.of(
                    200,
                    writer.front(
                            site,
                            new FrontPage(
                                    in(site, ListingKey.PINNED, shown(pinned, found)),
                                    in(site, ListingKey.ALL, shown(latest, found)),
                                    shown,
                                    older)));
        });
    }

    /** All categories, or all tags: out of memory alone. */
    Answer index(SiteSnapshot edition, Kind kind) {
        SiteSettings site = edition.site();
        ZoneId zone = site.zone();
        List<IndexPage.Entry> shown = new ArrayList<>();
        for (Listings.Summary one : edition.listings().all(kind)) {
            shown.add(new IndexPage.Entry(
                    named(site, one.key(), one.name()),
                    Addresses.of(one.key()),
                    one.count(),
                    one.newest().atZone(zone).toOffsetDateTime()));
        }
        shown.sort(Comparator.comparingInt(IndexPage.Entry::count)
                .reversed()
                .thenComparing(IndexPage.Entry::name)
                .thenComparing(IndexPage.Entry::href));
        return Answer.Html.of(200, writer.index(site, new IndexPage(kind, shown)));
    }

    /** Live articles that say the same in other languages, and the article itself; empty if there is no other. */
    Mono<List<Item>> translations(SiteSnapshot edition, Article article) {
        if (article.translationKey() == null) {
            return Mono.just(List.of());
        }
        ListingKey key = ListingKey.translations(article.translationKey());
        return items(edition.listings().in(key).newest(settings.translations())).map(found -> {
            List<Item> items = in(edition.site(), key, found.values());
            return items.size() < 2 ? List.<Item>of() : items;
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
                if (found.get(id) instanceof ListedArticle entry) {
                    items.put(id, new Item(id, entry));
                }
            }
            return items;
        });
    }

    /** An article that has just left the listing, and whose publication is on its way, must not appear there as it is now. */
    static List<Item> in(SiteSettings site, ListingKey key, Collection<Item> items) {
        return items.stream()
                .filter(item -> ListingKey.of(item.entry()).keySet().stream()
                        .anyMatch(it -> it.resolved(site).equals(key)))
                .toList();
    }

    /** 404, with the latest articles, and ready to search for what the address says. */
    Mono<Answer> missing(SiteSnapshot edition, String path) {
        return suggestions(edition)
                .map(items -> Answer.Html.of(404, writer.missing(edition.site(), Words.of(path), items), SUGGESTED));
    }

    /** 410, likewise. */
    Mono<Answer> gone(SiteSnapshot edition, String path) {
        return suggestions(edition)
                .map(items -> Answer.Html.of(410, writer.gone(edition.site(), Words.of(path), items), SUGGESTED));
    }

    private Mono<List<Item>> suggestions(SiteSnapshot edition) {
        return items(edition.listings().in(ListingKey.ALL).newest(settings.suggestions()))
                .map(found -> in(edition.site(), ListingKey.ALL, found.values()));
    }

    static String description(SiteSettings site, ListingKey key) {
        Term term = key.kind().terms() == null
                ? null
                : site.terms(key.kind().terms()).get(key.slug());
        return term == null || term.description() == null ? "" : term.description();
    }

    /** The terms whose articles the listing has: its own, and those merged into it. */
    private static List<String> slugs(SiteSettings site, ListingKey key) {
        List<String> slugs = new ArrayList<>(List.of(key.slug()));
        if (key.kind().terms() != null) {
            site.terms(key.kind().terms()).forEach((slug, term) -> {
                if (key.slug().equals(term.mergedInto())) {
                    slugs.add(slug);
                }
            });
        }
        return slugs;
    }

    private static List<Item> shown(Collection<ArticleId> ids, Map<ArticleId, Item> found) {
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** The address is spelt as links spell it: by the slug. */
    private static boolean isPlain(Route.Listing route) {
        return route.key().kind() == Kind.ALL || route.name().equals(route.key().slug());
    }

    private static String address(Route.Listing route) {
        return route.page() == null ? Addresses.of(route.key()) : Addresses.of(route.key(), route.page());
    }

    /** The settings' name, else as its newest article on the page writes it. */
    static String name(SiteSettings site, ListingKey key, List<Item> items) {
        for (Item item : items) {
            List<String> names = switch (key.kind()) {
                case CATEGORY -> item.entry().categories();
                case TAG -> item.entry().tags();
                case AUTHOR -> item.entry().authors();
                case ALL, YEAR, MONTH, PINNED, PAGES, TRANSLATIONS -> List.of();
            };
            for (String name : names) {
                if (Slug.of(name).equals(key.slug())) {
                    return named(site, key, name);
                }
            }
        }
        return named(site, key, key.slug());
    }

    private static String named(SiteSettings site, ListingKey key, String written) {
        return key.kind().terms() == null ? written : site.termName(key.kind().terms(), written);
    }
}
