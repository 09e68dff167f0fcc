package org.dibao.render.web;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.projector.Table;
import org.dibao.projector.Versioned;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.theme.Theme;
import org.dibao.render.view.FakeRender;
import org.dibao.render.view.Page;
import org.dibao.render.view.Views;
import org.springframework.util.LinkedMultiValueMap;

/** A model of a gateway's cache: keeps every page that it was ever asked for until a publication purges one of its keys. */
final class CachedSite {
    private static final Theme THEME = new Theme();

    /** A page as it was made, under the keys with which it came. */
    record Cached(String body, Set<PurgeKey> keys) {}

    private final FakeRender render;
    private final RouteDispatcher pages;
    private final RouteDispatcher afresh;
    private final Map<String, Cached> cache = new TreeMap<>();

    CachedSite(FakeRender render) {
        this.render = render;
        this.pages = dispatcher(render.views());
        Views views = render.views();
        this.afresh = dispatcher(new Views(
                new WithoutBodies(views.pages()), views.entries(), views.site(), views.files(), views.queries()));
    }

    private static RouteDispatcher dispatcher(Views views) {
        return new RouteDispatcher(views, THEME, AllPages.settings(), null, Clock.systemUTC());
    }

    /** Nothing that was made of an article before. */
    private record WithoutBodies(Table<ArticlePath, Page> pages) implements Table<ArticlePath, Page> {
        @Override
        public CompletableFuture<Map<ArticlePath, Versioned<Page>>> findVersions(Collection<ArticlePath> keys) {
            return pages.findVersions(keys).thenApply(found -> {
                Map<ArticlePath, Versioned<Page>> without = new HashMap<>(found);
                without.replaceAll((_, page) -> page.value() instanceof Page.Live live
                        ? new Versioned<>(page.position(), new Page.Live(null, live.article()))
                        : page);
                return without;
            });
        }

        @Override
        public CompletableFuture<Void> put(Map<ArticlePath, Versioned<Page>> values) {
            return CompletableFuture.completedFuture(null);
        }
    }

    static Set<String> addresses(FakeRender render, Set<String> listings, int numbered) {
        Set<String> all = new TreeSet<>(Set.of(
                "/",
                "/index.html",
                "/categories.html",
                "/tags.html",
                "/authors.html",
                "/archive.html",
                "/api/articles",
                "/nothing.html"));
        all.addAll(List.of("/en", "/feed/language/en.xml"));
        for (int page = 1; page <= numbered; page++) {
            all.add("/page/" + page + ".html");
        }
        for (String listing : listings) {
            all.add(listing);
            String stem = listing.endsWith(".html") ? listing.substring(0, listing.length() - 5) + "/" : listing;
            for (int page = 1; page <= numbered; page++) {
                all.add(stem + "page/" + page + ".html");
            }
        }
        render.paths().forEach(path -> all.add(path.encoded()));
        render.articles().forEach(id -> all.add("/articles/" + ArticlePath.encode(id.value())));
        return all;
    }

    /** Made now, of nothing that was made before. */
    Cached fresh(SiteSnapshot snapshot, String address) {
        return made(afresh, snapshot, address);
    }

    private static Cached made(RouteDispatcher pages, SiteSnapshot snapshot, String address) {
        Route route = Route.of(address);
        RenderedResponse answer = java.util.Objects.requireNonNull(
                pages.answer(snapshot, route, new LinkedMultiValueMap<>(), java.util.Set.of())
                        .block());
        Set<PurgeKey> keys = new HashSet<>(route.keys());
        keys.addAll(answer.moreKeys());
        return new Cached(AllPages.text(answer), keys);
    }

    /** From the cache, or made now and kept. */
    String get(SiteSnapshot snapshot, String address) {
        return cache.computeIfAbsent(address, _ -> made(pages, snapshot, address))
                .body();
    }

    /** @return how many pages went */
    int purge(Publication publication) {
        int before = cache.size();
        cache.values().removeIf(page -> page.keys().stream().anyMatch(publication.purge()::contains));
        return before - cache.size();
    }
}
