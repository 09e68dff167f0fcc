package org.dibao.gateway.pages;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.gateway.warmup.WarmUpTraffic;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.dibao.support.work.Permits;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/**
 * Pages by target. It never returns a page older than the last position processed when it was asked: a page is first
 * inserted and then checked against the fence, so that a purge either finds the page or is found by the check; and it
 * is returned only once the check has passed. Requests for the same page share one load from render, provided its page
 * is new enough for each of them.
 */
final class PageCache {
    /** Compared by identity: the same page loaded again is another entry. */
    private static final class Entry {
        final String target;
        final RenderedPage page;
        volatile boolean validated;
        /** Set by a purge, which has unlinked the entry: a later purge would not find it. */
        volatile boolean purged;
        /** When render was last asked for it without success, in {@link System#nanoTime()}. */
        volatile @Nullable Long recheckFailedAt;

        Entry(String target, RenderedPage page) {
            this.target = target;
            this.page = page;
        }
    }

    /**
     * A page for one request.
     *
     * @param position the page shows everything up to here: later than the page's own position if it has not changed
     *                 since
     * @param age      how old it may be, if nobody could check that it is current, or if it is made for some time only;
     *                 otherwise absent
     * @param status   how the cache was of use (RFC 9211)
     */
    record Served(
            RenderedPage page, Position position, @Nullable Duration age, CacheStatus status) {}

    /** Render answers these without looking anything up. */
    private static final String ANY_ANSWER = "/assets/";

    private final Cache<String, Entry> entries;
    /** Those that say that there is nothing. */
    private final Cache<String, Entry> missing;

    private final List<Cache<String, Entry>> caches;
    private final Map<String, Set<Entry>> byKey = new ConcurrentHashMap<>();
    private final Map<String, Mono<RenderedPage>> inFlight = new ConcurrentHashMap<>();
    private final Fence fence;
    private final Supplier<Position> processed;
    private final PageAge ages;
    private final PageSource source;
    private final Permits restyling;
    private final long maxEntry;
    private final PageMeters meters;
    private volatile String theme = "";

    PageCache(
            PageCacheSettings settings,
            Fence fence,
            Supplier<Position> processed,
            Supplier<Duration> behind,
            PageSource source,
            PageMeters meters) {
        this.entries = cacheOf(settings.cacheSize());
        this.missing = cacheOf(settings.missingSize());
        this.caches = List.of(entries, missing);
        this.fence = fence;
        this.processed = processed;
        this.ages = new PageAge(behind, settings);
        this.source = source;
        this.restyling = meters.permits("restyling", settings.restyling());
        this.maxEntry =
                Math.min(settings.maxEntry().toBytes(), settings.cacheSize().toBytes());
        this.meters = meters;
        meters.watch(caches);
        meters.watch(inFlight);
    }

    private Cache<String, Entry> cacheOf(DataSize size) {
        return Caffeine.newBuilder()
                .maximumWeight(size.toBytes())
                .weigher((String target, Entry entry) -> entry.page.weight() + 2 * target.length())
                .expireAfter(Expiry.creating((String _, Entry entry) -> entry.page.lifetime()))
                .executor(Runnable::run)
                .removalListener((@Nullable String _, @Nullable Entry entry, RemovalCause _) -> unlink(entry))
                .build();
    }

    private Cache<String, Entry> cacheOf(Entry entry) {
        return entry.page.isMissing() ? missing : entries;
    }

    private @Nullable Entry find(String target) {
        Entry entry = entries.getIfPresent(target);
        return entry == null ? missing.getIfPresent(target) : entry;
    }

    /** Fails like {@link PageSource#fetch}, and if there is only a page that is too old, see {@link PageAge}. */
    Mono<Served> get(String target) {
        return Mono.deferContextual(context -> {
            Position arrival = processed.get(); // before the lookup: purges up to here are done
            boolean counts = !WarmUpTraffic.isIn(context);
            Entry entry = find(target);
            if (entry == null || !entry.validated) {
                meters.miss(counts);
                return loadShared(target, arrival).flatMap(page -> serve(page, arrival, CacheStatus.MISS));
            }
            if (needsRecheck(entry)) {
                return recheck(entry, arrival);
            }
            if (entry.page.theme().equals(theme)) {
                return hit(entry, arrival, counts);
            }
            return restyling.hold(
                    () -> loadShared(target, arrival)
                            .onErrorReturn(entry.page) // the old theme is better than no page
                            .flatMap(page -> serve(page, arrival, CacheStatus.STALE)),
                    () -> hit(entry, arrival, counts));
        });
    }

    /**
     * What {@link #get} gives at once, without asking anybody.
     *
     * @return null if the page has to be asked for, or its age has to be considered
     */
    @Nullable
    Served ready(String target) {
        Position arrival = processed.get(); // before the lookup: purges up to here are done
        Entry entry = find(target);
        if (entry == null || !entry.validated || !entry.page.theme().equals(theme)) {
            return null;
        }
        Duration age = ages.of(entry.page);
        return ages.needsRecheck(age)
                ? null
                : new Served(entry.page, shown(entry.page, arrival), ages.told(entry.page, age), CacheStatus.HIT);
    }

    /** Of what was {@linkplain #ready ready} and has been sent to a user. */
    void countHit() {
        meters.hit(true);
    }

    private Mono<Served> hit(Entry entry, Position arrival, boolean counts) {
        meters.hit(counts);
        return serve(entry.page, arrival, CacheStatus.HIT);
    }

    private Mono<Served> recheck(Entry entry, Position arrival) {
        return loadShared(entry.target, arrival)
                .doOnError(_ -> entry.recheckFailedAt = System.nanoTime())
                .onErrorReturn(entry.page) // a possibly old page is better than none, up to a limit
                .flatMap(page -> serve(page, arrival, CacheStatus.STALE));
    }

    private boolean needsRecheck(Entry entry) {
        Long failedAt = entry.recheckFailedAt;
        return ages.needsRecheck(ages.of(entry.page))
                && (failedAt == null || ages.needsRecheck(Duration.ofNanos(System.nanoTime() - failedAt)));
    }

    /** @param arrival the page is fresh at this position */
    private Mono<Served> serve(RenderedPage page, Position arrival, CacheStatus status) {
        Duration age = ages.of(page);
        return ages.isTooOld(age)
                ? Mono.error(tooOld(age))
                : Mono.just(new Served(page, shown(page, arrival), ages.told(page, age), status));
    }

    private static Position shown(RenderedPage page, Position arrival) {
        return page.position().isAfter(arrival) ? page.position() : arrival;
    }

    private static ProblemException tooOld(Duration age) {
        return new ProblemException(
                ProblemDocuments.of(
                        Problem.Type.UNAVAILABLE,
                        "This page may be out of date: the gateway has not seen what was published in the last "
                                + age.toMinutes() + " minutes. Try again later."),
                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "30"));
    }

    private Mono<RenderedPage> loadShared(String target, Position arrival) {
        return inFlight.computeIfAbsent(target, this::load)
                .flatMap(page -> page.position().isAtLeast(arrival)
                                || !page.keys().isEmpty() && fence.isFresh(page.position(), page.keys())
                        ? Mono.just(page)
                        : loadShared(
                                target, arrival)); // this load started too early; the next one starts after our arrival
    }

    private Mono<RenderedPage> load(String target) {
        return Mono.defer(() -> source.fetch(target, processed.get()))
                .doOnNext(page -> {
                    theme = page.theme();
                    insert(target, page);
                })
                .doOnTerminate(() -> inFlight.remove(target)) // before any waiter continues
                .cache();
    }

    private void insert(String target, RenderedPage page) {
        if (!page.isCacheable() || page.body().plain().bytes().length > maxEntry) {
            return;
        }
        Entry entry = new Entry(target, page);
        page.keys()
                .forEach(key -> byKey.compute(key, (_, linked) -> {
                    Set<Entry> set = linked == null ? Collections.newSetFromMap(new IdentityHashMap<>()) : linked;
                    set.add(entry);
                    return set;
                }));
        Cache<String, Entry> cache = cacheOf(entry);
        (cache == entries ? missing : entries).invalidate(target);
        cache.put(target, entry);
        if (fence.isFresh(page.position(), page.keys()) && !entry.purged) {
            entry.validated = true; // any purge from now on finds it
        } else {
            cache.asMap().remove(target, entry);
        }
    }

    /** To be called when the body of a page has been made in another coding. */
    void weigh(String target) {
        Entry entry = find(target);
        if (entry != null) {
            cacheOf(entry)
                    .asMap()
                    .replace(target, entry, entry); // the same, so that nobody is told; it is weighed again
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
     * Asks render for its current theme. Pages with another theme are reloaded as they are requested, a few
     * concurrently; requests in the meantime get the old ones, so that a changed theme does not cause a stampede.
     */
    Mono<Void> checkTheme() {
        return source.fetch(ANY_ANSWER, Position.NONE)
                .doOnNext(page -> theme = page.theme())
                .then();
    }

    /** Purges before this call are not known. */
    void startAfter(Position position) {
        fence.startAfter(position);
        caches.forEach(Cache::invalidateAll);
    }

    /** Called before the publication's position counts as processed. */
    void purge(Publication publication) {
        for (PurgeKey key : publication.purge()) {
            fence.purge(key.token(), publication.position());
            Set<Entry> linked = byKey.remove(key.token());
            if (linked != null) {
                for (Entry entry : new HashSet<>(linked)) {
                    entry.purged = true; // even if it is yet to be inserted
                    cacheOf(entry).asMap().remove(entry.target, entry);
                }
            }
        }
    }
}
