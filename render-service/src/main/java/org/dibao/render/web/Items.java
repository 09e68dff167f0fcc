package org.dibao.render.web;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.metadata.Urls;
import org.dibao.render.view.FileAt;
import org.dibao.render.view.Item;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.view.ListedArticleBuilder;
import org.dibao.render.view.Views;
import reactor.core.publisher.Mono;

/** Reads what pages show of articles, by id. */
final class Items {
    private final Views views;

    Items(Views views) {
        this.views = views;
    }

    /** The same for pages: a preview image that is given with a host of the site, or a former one, is one of the site's. */
    Mono<Map<ArticleId, Item>> find(SiteSettings site, Collection<ArticleId> ids) {
        return read(
                ids,
                entry -> ListedArticleBuilder.builder(entry)
                        .image(Urls.rooted(site, entry.image()))
                        .build());
    }

    /**
     * In the given order; articles that are no longer live are left out, because their publication is about to arrive.
     */
    Mono<Map<ArticleId, Item>> find(Collection<ArticleId> ids) {
        return read(ids, entry -> entry);
    }

    private Mono<Map<ArticleId, Item>> read(Collection<ArticleId> ids, UnaryOperator<ListedArticle> as) {
        if (ids.isEmpty()) {
            return Mono.just(Map.of());
        }
        return Mono.fromFuture(() -> views.entries().find(ids)).flatMap(found -> {
            Map<ArticleId, Item> items = new LinkedHashMap<>();
            for (ArticleId id : ids) {
                if (found.get(id) instanceof ListedArticle entry) {
                    items.put(id, new Item(id, as.apply(entry)));
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

    static List<Item> shown(Collection<ArticleId> ids, Map<ArticleId, Item> found) {
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }
}
