package org.dibao.render.listing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;
import org.dibao.contract.publication.Card;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.Listing.Spelling;
import org.dibao.render.listing.ListingKey.Kind;
import org.jspecify.annotations.Nullable;

/**
 * All listings of a site in memory. Written by one thread, one publication after another; read by any number of threads
 * without waiting. A publication costs O(log n) for each listing that its article enters or leaves. A publication older
 * than the known state of its article is ignored.
 *
 * <p>Articles are in the listings that they name themselves; in addition, each group of merged terms has a joint
 * listing. New settings produce a new instance, which shares everything unchanged with the previous one.
 */
public final class Listings {
    /** Kinds for which all listings are known by name and size. */
    static final Set<Kind> INDEXED = Set.of(Kind.CATEGORY, Kind.TAG, Kind.AUTHOR, Kind.LANGUAGE);

    private final Map<ArticleId, ListingEntry> articles;
    /** Listings named by the articles themselves. */
    private final Map<ListingKey, Listing> listings;

    private final PlainTags plainTags;
    private final MergedTerms merging;
    private final Map<Kind, Activities> active;

    public Listings() {
        this(
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>(),
                new PlainTags(),
                MergedTerms.NONE,
                new EnumMap<>(Kind.class));
        INDEXED.forEach(kind -> active.put(kind, new Activities(Sequence.empty(Activity.ORDER))));
    }

    Listings(
            Map<ArticleId, ListingEntry> articles,
            Map<ListingKey, Listing> listings,
            PlainTags plainTags,
            MergedTerms merging,
            Map<Kind, Activities> active) {
        this.articles = articles;
        this.listings = listings;
        this.plainTags = plainTags;
        this.merging = merging;
        this.active = active;
    }

    /**
     * With terms merged according to these settings: only listings with a different merging are rebuilt, from memory.
     * For the thread that applies publications, which continues with the returned instance; readers of the previous
     * instance see the merged listings in their current state.
     */
    public Listings with(SiteSettings site) {
        MergedTerms now = merging.with(site, this::union);
        Set<ListingKey> different = merging.differences(now);
        if (different.isEmpty()) {
            return this;
        }
        Map<Kind, Activities> changed = new EnumMap<>(Kind.class);
        active.forEach((kind, activities) -> changed.put(kind, activities.copy()));
        Listings next = new Listings(articles, listings, plainTags, now, changed);
        for (ListingKey key : different) {
            Activities activities = changed.get(key.kind());
            Listing before = shown(key);
            Listing after = next.shown(key);
            if (activities != null && before != null) {
                activities.change(before, before.articles.last(), null);
            }
            if (activities != null && after != null) {
                activities.change(after, null, after.articles.last());
            }
        }
        return next;
    }

    /**
     * For the thread that applies publications.
     *
     * @return whether it contained something new about an article
     */
    public boolean apply(Publication publication) {
        ArticleId id = publication.result().article();
        Card card = publication.card();
        if (id == null || card == null && publication.result().outcome() != Result.Kind.WITHDRAWN) {
            return false;
        }
        ListingEntry old = articles.get(id);
        if (old != null && publication.position().value() <= old.position) {
            return false;
        }
        if (card != null) {
            place(old, LiveArticle.of(id, card), publication.position());
        } else {
            move(old, ListingEntry.nowhere(id, publication.position()));
        }
        return true;
    }

    /** The current contents of a listing, or of its target if it is merged; empty if there is no such listing. */
    public ListingSnapshot in(ListingKey key) {
        MergedTerms.Group group = merging.of(key);
        if (group != null) {
            List<Listing> parts = group.parts().stream()
                    .map(listings::get)
                    .filter(Objects::nonNull)
                    .toList();
            return new ListingSnapshot(parts, group.listing().articles);
        }
        Listing listing = listings.get(key);
        return listing == null ? ListingSnapshot.NONE : new ListingSnapshot(List.of(listing), listing.articles);
    }

    /**
     * Those in a listing that were published, or last revised, before an article was: the last ones first. As long as
     * nothing happens to the article or to one of these, nothing that is published elsewhere changes them: whatever
     * enters the listing comes after the article. For an article that is not live: what it will be if it is published next.
     */
    public List<ArticleId> before(ArticleId article, ListingKey key, int limit) {
        return earlier(article, key).stream()
                .limit(limit)
                .map(entry -> entry.id)
                .toList();
    }

    /**
     * The same, only those that are also in another listing.
     *
     * @param positions how far back they may have been published or revised. Not how many are looked at: what else is
     *                  revised must not bring older ones into reach
     */
    public List<ArticleId> before(ArticleId article, ListingKey key, ListingKey other, int limit, int positions) {
        List<ListingEntry> earlier = earlier(article, key);
        if (earlier.isEmpty()) {
            return List.of();
        }
        ListingEntry reference = articles.get(article);
        long since = (reference == null ? earlier.getFirst() : reference).position - positions;
        List<Listing> parts = in(other).parts();
        return earlier.stream()
                .takeWhile(entry -> entry.position > since)
                .filter(entry -> parts.stream().anyMatch(entry::isIn))
                .limit(limit)
                .map(entry -> entry.id)
                .toList();
    }

    /** A view of those before an article in the order of arrival, the last ones first. */
    private List<ListingEntry> earlier(ArticleId article, ListingKey key) {
        ListingEntry reference = articles.get(article);
        MergedTerms.Group group = merging.of(key);
        Listing listing = group == null ? listings.get(key) : group.listing();
        if (listing == null) {
            return List.of();
        }
        Sequence<ListingEntry> arrivals = listing.arrivals;
        int end = reference == null || reference.listings.length == 0 ? arrivals.size() : arrivals.rank(reference);
        return arrivals.descending(0, end);
    }

    /** The non-empty categories, the one with the newest article first. */
    public List<ListingKey> categories(int limit) {
        Sequence<Activity> now =
                Objects.requireNonNull(active.get(Kind.CATEGORY)).now();
        List<ListingKey> keys = new ArrayList<>(Math.min(limit, now.size()));
        for (Activity activity : now.descending(now.size() - limit, now.size())) {
            keys.add(activity.listing().key);
        }
        return keys;
    }

    /**
     * An overview of a listing.
     *
     * @param name   as most of its articles write it
     * @param count  how many articles are in it
     * @param newest the date of the newest one
     */
    public record Summary(ListingKey key, String name, int count, Instant newest) {}

    /** All listings of an {@link #INDEXED} kind, the one with the newest article first. */
    public List<Summary> all(Kind kind) {
        Sequence<Activity> now = Objects.requireNonNull(active.get(kind), "there is no index of this kind")
                .now();
        List<Summary> all = new ArrayList<>(now.size());
        for (Activity activity : now.descending(0, now.size())) {
            ListingKey key = activity.listing().key;
            Listing spelt = listings.get(key);
            all.add(new Summary(
                    key,
                    spelt == null ? key.slug() : spelt.name,
                    activity.listing().articles.size(),
                    Instant.ofEpochMilli(activity.newest().millis)));
        }
        return all;
    }

    /** How many there are of {@link #all all} of a kind. */
    public int count(Kind kind) {
        return Objects.requireNonNull(active.get(kind), "there is no index of this kind")
                .now()
                .size();
    }

    /** The non-empty listings of a kind, in no particular order. */
    public List<ListingKey> keys(Kind kind) {
        return listings.keySet().stream().filter(key -> key.kind() == kind).toList();
    }

    /** The tags that have this slug if signs after words do not count: {@code C++} and {@code C#} have {@code c}. */
    public Set<ListingKey> tagsWithSigns(String plain) {
        return plainTags.of(plain);
    }

    private void place(@Nullable ListingEntry old, LiveArticle article, Position position) {
        move(old, new ListingEntry(article.id(), article.millis(), interned(article), position, article.modified()));
    }

    private void move(@Nullable ListingEntry old, ListingEntry placed) {
        articles.put(placed.id, placed);
        Set<Listing> from = old == null ? Set.of() : everywhere(old);
        Set<Listing> to = everywhere(placed);
        for (Spelling spelling : placed.listings) {
            spelling.listing.count(spelling, 1);
        }
        if (old != null) {
            for (Spelling spelling : old.listings) {
                spelling.listing.count(spelling, -1);
            }
            for (Listing listing : from) {
                if (!to.contains(listing)) {
                    change(listing, old, null);
                }
            }
        }
        for (Listing listing : to) {
            change(listing, from.contains(listing) ? old : null, placed);
        }
    }

    /** All listings of an article: those it names itself, and the merged ones. */
    private Set<Listing> everywhere(ListingEntry placed) {
        Set<Listing> all = new LinkedHashSet<>();
        for (Spelling spelling : placed.listings) {
            all.add(spelling.listing);
            MergedTerms.Group group = merging.isEmpty() ? null : merging.of(spelling.listing.key);
            if (group != null) {
                all.add(group.listing());
            }
        }
        return all;
    }

    private void change(Listing listing, @Nullable ListingEntry old, @Nullable ListingEntry placed) {
        ListingEntry before = listing.articles.last();
        listing.change(old, placed);
        MergedTerms.Group group = merging.of(listing.key);
        boolean merged = group != null && group.listing() == listing;
        if (!merged && listing.articles.isEmpty()) {
            listings.remove(listing.key);
            plainTags.remove(listing.key);
        } else if (!merged) {
            listings.put(listing.key, listing);
            plainTags.add(listing.key);
        }
        ListingEntry after = listing.articles.last();
        Activities activities = active.get(listing.key.kind());
        if (activities != null && before != after && (merged || group == null)) {
            activities.change(listing, before, after);
        }
    }

    /** The listing that readers see under a key; absent if it is merged into another, or does not exist. */
    private @Nullable Listing shown(ListingKey key) {
        MergedTerms.Group group = merging.of(key);
        if (group == null) {
            return listings.get(key);
        }
        return merging.isTarget(key) ? group.listing() : null;
    }

    private List<ListingEntry> union(List<ListingKey> keys) {
        Set<ListingEntry> all = new LinkedHashSet<>();
        for (ListingKey key : keys) {
            Listing listing = listings.get(key);
            if (listing != null) {
                all.addAll(listing.articles.descending(0, listing.articles.size()));
            }
        }
        return new ArrayList<>(all);
    }

    private Spelling[] interned(LiveArticle article) {
        return article.listings().entrySet().stream()
                .map(named -> {
                    Listing there = listings.get(named.getKey());
                    return (there == null ? new Listing(named.getKey()) : there).spelt(named.getValue());
                })
                .toArray(Spelling[]::new);
    }
}
