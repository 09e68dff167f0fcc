package org.dibao.render.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Slug;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.Term;
import org.dibao.render.listing.Languages;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.listing.ListingPaths;
import org.dibao.render.listing.ListingSnapshot;
import org.dibao.render.listing.Listings;
import org.dibao.render.listing.Numbering;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.theme.IndexPage;
import org.dibao.render.theme.ListingPageBuilder;
import org.dibao.render.view.FileAt;
import org.dibao.render.view.Item;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.view.Views;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Listings: the order of articles comes from memory, their contents from the database, by id. */
final class ListingHandler {
    /** Pages that show the latest articles are purged when one of them changes. */
    private static final Set<PurgeKey> SUGGESTED = Set.of(PurgeKey.HOME);

    private final Views views;
    private final PageWriter writer;
    private final PageSettings settings;

    ListingHandler(Views views, PageWriter writer, PageSettings settings) {
        this.views = views;
        this.writer = writer;
        this.settings = settings;
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
        boolean named = isNamed(site, route.key());
        if (articles.isEmpty() && !named || page > numbering.pages() + 1) {
            return missing(snapshot, route.path());
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
        return items(articles.between(from, to)).flatMap(found -> {
            List<Item> items = in(site, route.key(), found.values());
            return items.isEmpty() && !named
                    ? missing(snapshot, route.path())
                    : Mono.fromSupplier(() -> RenderedResponse.Html.of(
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
                                            .build()),
                            Pictures.of(items).keys()));
        });
    }

    /** Whether the site's settings have the term, or merge another one into it: then it has a page without articles too. */
    static boolean isNamed(SiteSettings site, ListingKey key) {
        return key.kind().terms() != null
                && (site.terms(key.kind().terms()).containsKey(key.slug())
                        || site.terms(key.kind().terms()).values().stream()
                                .anyMatch(term -> key.slug().equals(term.mergedInto())));
    }

    /** The tag that was listed here in earlier releases, because it differs in signs only. */
    private static @Nullable ListingKey renamed(SiteSnapshot snapshot, ListingKey plain) {
        return snapshot.listings().all(Kind.TAG).stream()
                .filter(tag -> Slug.of(tag.name()).equals(plain.slug()))
                .map(Listings.Summary::key)
                .min(Comparator.comparing(ListingKey::slug))
                .orElse(null);
    }

    /** All months that have articles, the newest first, from memory only. */
    RenderedResponse archive(SiteSnapshot snapshot) {
        List<IndexPage.Entry> shown = new ArrayList<>();
        for (ListingKey key : snapshot.listings().keys(Kind.MONTH)) {
            int count = snapshot.listings().in(key).size();
            if (count > 0 && key.slug().matches("[0-9]{4}-[0-9]{2}")) {
                shown.add(new IndexPage.Entry(key.slug(), ListingPaths.of(key), count));
            }
        }
        shown.sort(Comparator.comparing(IndexPage.Entry::name).reversed());
        return RenderedResponse.Html.of(
                200, writer.index(snapshot.site(), IndexPage.whole(Kind.MONTH, shown)), SUGGESTED);
    }

    /** The categories, tags or authors, or the most used of very many, from memory only. */
    RenderedResponse index(SiteSnapshot snapshot, Kind kind) {
        SiteSettings site = snapshot.site();
        List<Listings.Summary> all = snapshot.listings().all(kind);
        List<IndexPage.Entry> shown = all.stream()
                .sorted(Comparator.comparingInt(Listings.Summary::count).reversed())
                .limit(settings.index())
                .map(one -> new IndexPage.Entry(
                        named(site, one.key(), one.name()), ListingPaths.of(one.key()), one.count()))
                .sorted(Comparator.comparingInt(IndexPage.Entry::count)
                        .reversed()
                        .thenComparing(IndexPage.Entry::name)
                        .thenComparing(IndexPage.Entry::href))
                .toList();
        return RenderedResponse.Html.of(200, writer.index(site, new IndexPage(kind, shown, all.size())));
    }

    /** The live translations of the article and the article itself; empty if there are no others. */
    Mono<List<Item>> translations(SiteSnapshot snapshot, Article article) {
        if (article.translationKey() == null) {
            return Mono.just(List.of());
        }
        ListingKey key = ListingKey.translations(article.translationKey());
        return items(snapshot.listings().in(key).newest(settings.translations()))
                .map(found -> {
                    List<Item> items = in(snapshot.site(), key, found.values());
                    return items.size() < 2 ? List.<Item>of() : items;
                });
    }

    /**
     * Articles to read after this one, in its language unless there are none: of its categories, then of its tags, then
     * any. The keys are those of everything that can change them.
     *
     * @param items in the order shown
     */
    record Next(List<Item> items, Set<PurgeKey> keys) {
        static final Next NONE = new Next(List.of(), Set.of());
    }

    Mono<Next> next(SiteSnapshot snapshot, Article article) {
        if (article.isPage()) {
            return Mono.just(Next.NONE);
        }
        SiteSettings site = snapshot.site();
        Set<ListingKey> from = new LinkedHashSet<>();
        for (Kind kind : List.of(Kind.CATEGORY, Kind.TAG, Kind.ALL)) {
            ListingKey.of(article).keySet().stream()
                    .filter(key -> key.kind() == kind)
                    .forEach(key -> from.add(key.resolved(site)));
        }
        Set<ArticleId> same = article.translationKey() == null
                ? Set.of()
                : Set.copyOf(snapshot.listings()
                        .in(ListingKey.translations(article.translationKey()))
                        .newest(settings.translations()));
        ListingKey language = new ListingKey(
                        Kind.LANGUAGE, Kind.LANGUAGE.slug(article.lang() == null ? "" : article.lang()))
                .resolved(site);
        Set<ArticleId> ids = new LinkedHashSet<>();
        int wanted = settings.next() + same.size();
        for (ListingKey key : from) {
            add(ids, snapshot.listings().before(article.id(), key, language, wanted, settings.maxLooks()), same);
        }
        if (ids.isEmpty()) {
            from.forEach(key -> add(ids, snapshot.listings().before(article.id(), key, wanted), same));
        }
        return items(ids)
                .map(found -> new Next(
                        List.copyOf(found.values()),
                        Stream.concat(ids.stream().map(PurgeKey::article), Pictures.of(found.values()).keys().stream())
                                .collect(Collectors.toUnmodifiableSet())));
    }

    private void add(Set<ArticleId> ids, List<ArticleId> found, Set<ArticleId> same) {
        found.stream()
                .filter(id -> !same.contains(id) && ids.size() < settings.next())
                .forEach(ids::add);
    }

    /**
     * In the given order; articles that are no longer live are left out, because their publication is about to arrive.
     */
    Mono<Map<ArticleId, Item>> items(Collection<ArticleId> ids) {
        if (ids.isEmpty()) {
            return Mono.just(Map.of());
        }
        return Mono.fromFuture(() -> views.entries().find(ids)).flatMap(found -> {
            Map<ArticleId, Item> items = new LinkedHashMap<>();
            for (ArticleId id : ids) {
                if (found.get(id) instanceof ListedArticle entry) {
                    items.put(id, new Item(id, entry));
                }
            }
            return withPictures(items);
        });
    }

    private Mono<Map<ArticleId, Item>> withPictures(Map<ArticleId, Item> items) {
        Set<FilePath> paths = Pictures.of(items.values()).paths();
        if (paths.isEmpty()) {
            return Mono.just(items);
        }
        return Mono.fromFuture(() -> views.files().find(paths)).map(files -> {
            items.replaceAll((id, item) -> {
                FileAt file = Pictures.preview(item.entry()).map(files::get).orElse(null);
                return file == null ? item : new Item(id, item.entry(), file.content());
            });
            return items;
        });
    }

    /**
     * An article that has just left the listing must not appear in it in its new state; its publication is about to
     * arrive.
     */
    static List<Item> in(SiteSettings site, ListingKey key, Collection<Item> items) {
        return items.stream()
                .filter(item -> ListingKey.of(item.entry()).keySet().stream()
                        .anyMatch(it -> it.resolved(site).equals(key)))
                .toList();
    }

    /** 404, with the latest articles and a search for the words of the address. */
    Mono<RenderedResponse> missing(SiteSnapshot snapshot, String path) {
        return suggestions(snapshot)
                .map(items -> RenderedResponse.Html.of(
                        404, writer.missing(snapshot.site(), AddressWords.of(path), items), suggested(items)));
    }

    /** 410, in the same way. */
    Mono<RenderedResponse> gone(SiteSnapshot snapshot, String path) {
        return suggestions(snapshot)
                .map(items -> RenderedResponse.Html.of(
                        410, writer.gone(snapshot.site(), AddressWords.of(path), items), suggested(items)));
    }

    private static Set<PurgeKey> suggested(List<Item> items) {
        Set<PurgeKey> keys = new HashSet<>(SUGGESTED);
        keys.addAll(Pictures.of(items).keys());
        return keys;
    }

    private Mono<List<Item>> suggestions(SiteSnapshot snapshot) {
        return items(snapshot.listings().in(ListingKey.ALL).newest(settings.suggestions()))
                .map(found -> in(snapshot.site(), ListingKey.ALL, found.values()));
    }

    static String description(SiteSettings site, ListingKey key) {
        Term term = key.kind().terms() == null
                ? null
                : site.terms(key.kind().terms()).get(key.slug());
        return term == null || term.description() == null ? "" : term.description();
    }

    /** The slugs of the listing's terms: its own and those merged into it. */
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

    static List<Item> shown(Collection<ArticleId> ids, Map<ArticleId, Item> found) {
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Whether the address is canonical: spelt with the slug. */
    private static boolean isPlain(Route.Listing route) {
        return route.key().kind() == Kind.ALL || route.name().equals(route.key().slug());
    }

    private static String address(Route.Listing route) {
        return route.page() == null ? ListingPaths.of(route.key()) : ListingPaths.of(route.key(), route.page());
    }

    /** The name in the settings, otherwise as the newest article on the page writes it. */
    static String name(SiteSettings site, ListingKey key, List<Item> items) {
        if (key.kind() == Kind.LANGUAGE) {
            return Languages.name(Languages.tag(key, site));
        }
        for (Item item : items) {
            List<String> names = switch (key.kind()) {
                case CATEGORY -> item.entry().categories();
                case TAG -> item.entry().tags();
                case AUTHOR -> item.entry().authors();
                case ALL, YEAR, MONTH, PINNED, PAGES, TRANSLATIONS, LANGUAGE -> List.of();
            };
            for (String name : names) {
                if (key.kind().slug(name).equals(key.slug())) {
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
