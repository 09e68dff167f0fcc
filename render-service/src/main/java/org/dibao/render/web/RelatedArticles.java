package org.dibao.render.web;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.view.Item;
import reactor.core.publisher.Mono;

/** What else there is to read for whoever reads an article: the order comes from memory, the contents from the database. */
final class RelatedArticles {
    private final Items items;
    private final PageSettings settings;

    RelatedArticles(Items items, PageSettings settings) {
        this.items = items;
        this.settings = settings;
    }

    /** The live translations of the article and the article itself; empty if there are no others. */
    Mono<List<Item>> translations(SiteSnapshot snapshot, Article article) {
        if (article.translationKey() == null) {
            return Mono.just(List.of());
        }
        ListingKey key = ListingKey.translations(article.translationKey());
        return items.find(snapshot.listings().in(key).newest(settings.translations()))
                .map(found -> {
                    List<Item> all = Items.in(snapshot.site(), key, found.values());
                    return all.size() < 2 ? List.<Item>of() : all;
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
        return items.find(site, ids)
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
}
