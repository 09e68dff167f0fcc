package org.dibao.gateway.pages;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.gateway.warmup.WarmUpTraffic;
import org.dibao.support.work.Permits;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Pages by their target. What it hands out is never older than the last position processed when it was asked: a page is
 * inserted first and checked against the fence then, so that a purge either finds it or is found by the check; and it is
 * handed out only once the check has passed. Requests for the same page share one flight to render, if that flight's page
 * is new enough for each of them.
 */
final class PageCache {
    /** Found by identity: the same page again is another entry. */
    private static final class Entry {
        final String target;
        final Page page;
        volatile boolean validated;

        Entry(String target, Page page) {
            this.target = target;
            this.page = page;
        }
    }

    /**
     * A page for one request.
     *
     * @param position everything up to here is on it: later than the page's own where nothing of it has changed since
     */
    record Served(Page page, Position position) {
        /** A page that is fresh at this arrival. */
        static Served at(Page page, Position arrival) {
            return new Served(page, page.position().isAfter(arrival) ? page.position() : arrival);
        }
    }

    /** Render answers it without looking anything up. */
    private static final String ANY_ANSWER = "/assets/";

    private final Cache<String, Entry> entries;
    private final Map<String, Set<Entry>> byKey = new ConcurrentHashMap<>();
    private final Map<String, Mono<Page>> inFlight = new ConcurrentHashMap<>();
    private final Fence fence;
    private final Supplier<Position> processed;
    private final PageSource source;
    private final Permits restyling;
    private final long maxEntry;
    private final PageMeters meters;
    private volatile String theme = "";

    PageCache(PageSettings settings, Fence fence, Supplier<Position> processed, PageSource source, PageMeters meters) {
        this.entries = Caffeine.newBuilder()
                .maximumWeight(settings.cacheSize().toBytes())
                .weigher((String target, Entry entry) -> entry.page.weight() + 2 * target.length())
                .expireAfter(Expiry.creating((String _, Entry entry) -> entry.page.lifetime()))
                .executor(Runnable::run)
                .removalListener((@Nullable String _, @Nullable Entry entry, RemovalCause _) -> unlink(entry))
                .build();
        this.fence = fence;
        this.processed = processed;
        this.source = source;
        this.restyling = meters.permits("restyling", settings.restyling());
        this.maxEntry =
                Math.min(settings.maxEntry().toBytes(), settings.cacheSize().toBytes());
        this.meters = meters;
        meters.watch(entries);
        meters.watch(inFlight);
    }

    /** Fails as {@link PageSource#fetch} does. */
    Mono<Served> get(String target) {
        return Mono.deferContextual(context -> {
            Position arrival = processed.get(); // before the look-up: purges up to here are done
            boolean counts = !WarmUpTraffic.isIn(context);
            Entry entry = entries.getIfPresent(target);
            if (entry == null || !entry.validated) {
                meters.miss(counts);
                return fly(target, arrival).map(page -> Served.at(page, arrival));
            }
            if (entry.page.theme().equals(theme)) {
                return hit(entry, arrival, counts);
            }
            return restyling.hold(
                    () -> fly(target, arrival)
                            .onErrorReturn(entry.page) // an old look is better than none
                            .map(page -> Served.at(page, arrival)),
                    () -> hit(entry, arrival, counts));
        });
    }

    private Mono<Served> hit(Entry entry, Position arrival, boolean counts) {
        meters.hit(counts);
        return Mono.just(Served.at(entry.page, arrival));
    }

    private Mono<Page> fly(String target, Position arrival) {
        return inFlight.computeIfAbsent(target, this::load)
                .flatMap(page -> page.position().isAtLeast(arrival)
                                || !page.keys().isEmpty() && fence.isFresh(page.position(), page.keys())
                        ? Mono.just(page)
                        : fly(target, arrival)); // this one left too early; the next one knows of our arrival
    }

    private Mono<Page> load(String target) {
        return Mono.defer(() -> source.fetch(target, processed.get()))
                .doOnNext(page -> {
                    theme = page.theme();
                    insert(target, page);
                })
                .doOnTerminate(() -> inFlight.remove(target)) // before any passenger goes on
                .cache();
    }

    private void insert(String target, Page page) {
        if (!page.isCacheable() || page.body().length > maxEntry) {
            return;
        }
        Entry entry = new Entry(target, page);
        page.keys()
                .forEach(key -> byKey.compute(key, (_, linked) -> {
                    Set<Entry> set = linked == null ? Collections.newSetFromMap(new IdentityHashMap<>()) : linked;
                    set.add(entry);
                    return set;
                }));
        entries.put(target, entry);
        if (fence.isFresh(page.position(), page.keys())) {
            entry.validated = true; // a purge from now on finds it
        } else {
            entries.asMap().remove(target, entry);
        }
    }

    private void unlink(@Nullable Entry entry) {
        if (entry != null) {
            entry.page
                    .keys()
                    .forEach(key -> byKey.computeIfPresent(key, (_, linked) -> {
                        linked.remove(entry);
                        return linked.isEmpty() ? null : linked;
                    }));
        }
    }

    /**
     * Looks which theme render has now. Pages of another are made anew as they are asked for, a few at a time; whoever comes
     * meanwhile gets them in their old look, so that a changed theme is no stampede.
     */
    Mono<Void> lookAtTheme() {
        return source.fetch(ANY_ANSWER, Position.NONE)
                .doOnNext(page -> theme = page.theme())
                .then();
    }

    void startAfter(Position position) {
        fence.startAfter(position);
    }

    /** Called before the publication's position counts as processed. */
    void purge(Publication publication) {
        for (PurgeKey key : publication.purge()) {
            fence.purge(key.token(), publication.position());
            Set<Entry> linked = byKey.remove(key.token());
            if (linked != null) {
                for (Entry entry : new HashSet<>(linked)) {
                    entries.asMap().remove(entry.target, entry);
                }
            }
        }
    }
}
