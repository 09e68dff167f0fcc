package org.dibao.render.listing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
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
 * All listings of a site in memory. Changed by one thread, one publication after the other; read by any number of threads,
 * which never wait. A publication costs O(log n) for each listing that its article enters or leaves. What is older than what
 * is known of an article changes nothing.
 *
 * <p>Articles stand in the listings of what they say themselves; beside these each group of merged terms has one listing of
 * them all. Other settings give other listings, which share all that they have in common with those before.
 */
public final class Listings {
    /** Of these all are known by name and count. */
    static final Set<Kind> INDEXED = Set.of(Kind.CATEGORY, Kind.TAG, Kind.AUTHOR);

    private final Map<ArticleId, ListingEntry> articles;
    /** By what articles say themselves. */
    private final Map<ListingKey, Listing> listings;

    private final Merging merging;
    private final Map<Kind, Activities> active;

    public Listings() {
        this(new HashMap<>(), new ConcurrentHashMap<>(), Merging.NONE, new EnumMap<>(Kind.class));
        INDEXED.forEach(kind -> active.put(kind, new Activities(Sequence.empty(Activity.ORDER))));
    }

    Listings(
            Map<ArticleId, ListingEntry> articles,
            Map<ListingKey, Listing> listings,
            Merging merging,
            Map<Kind, Activities> active) {
        this.articles = articles;
        this.listings = listings;
        this.merging = merging;
        this.active = active;
    }

    /**
     * With terms merged as these settings say: only listings that are merged otherwise than before are made anew, out of
     * memory. For the thread that applies publications, which goes on with what this returns; who still reads the listings
     * before sees the merged ones as they are now.
     */
    public Listings with(SiteSettings site) {
        Merging now = merging.with(site, this::union);
        Set<ListingKey> different = merging.differences(now);
        if (different.isEmpty()) {
            return this;
        }
        Map<Kind, Activities> changed = new EnumMap<>(Kind.class);
        active.forEach((kind, activities) -> changed.put(kind, activities.copy()));
        Listings next = new Listings(articles, listings, now, changed);
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
     * @return whether it told something of an article that was not known here
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

    /** What is in a listing now, that of the target if it is merged; empty if there is no such listing. */
    public Articles in(ListingKey key) {
        Merging.Group group = merging.of(key);
        if (group != null) {
            List<Listing> parts = group.parts().stream()
                    .map(listings::get)
                    .filter(Objects::nonNull)
                    .toList();
            return new Articles(parts, group.listing().articles);
        }
        Listing listing = listings.get(key);
        return listing == null ? Articles.NONE : new Articles(List.of(listing), listing.articles);
    }

    /** The categories that have an article, that with the newest article first. */
    public List<ListingKey> categories(int most) {
        Sequence<Activity> now =
                Objects.requireNonNull(active.get(Kind.CATEGORY)).now();
        List<ListingKey> keys = new ArrayList<>(Math.min(most, now.size()));
        for (Activity activity : now.descending(now.size() - most, now.size())) {
            keys.add(activity.listing().key);
        }
        return keys;
    }

    /**
     * A listing among others of its kind.
     *
     * @param name   as most of its articles write it
     * @param count  how many articles are in it
     * @param newest the date of the newest one
     */
    public record Summary(ListingKey key, String name, int count, Instant newest) {}

    /** All listings of a kind that is {@link #INDEXED}, that with the newest article first. */
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

    /** The listings of a kind that have an article, in no order. */
    public List<ListingKey> keys(Kind kind) {
        return listings.keySet().stream().filter(key -> key.kind() == kind).toList();
    }

    private void place(@Nullable ListingEntry old, LiveArticle article, Position position) {
        Spelling[] in = interned(article);
        if (old != null && old.millis == article.millis() && Arrays.equals(old.listings, in)) {
            old.position = position.value();
            old.modified = article.modified();
        } else {
            ListingEntry placed = new ListingEntry(article.id(), article.millis(), in, position);
            placed.modified = article.modified();
            move(old, placed);
        }
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
                    change(listing, listing.articles.minus(old));
                }
            }
        }
        for (Listing listing : to) {
            // At once, so that no reader finds neither.
            boolean was = old != null && from.contains(listing);
            Sequence<ListingEntry> without =
                    was ? listing.articles.minus(Objects.requireNonNull(old)) : listing.articles;
            change(listing, without.plus(placed));
        }
    }

    /** Where an article stands: by what it says itself, and by what the site makes of it. */
    private Set<Listing> everywhere(ListingEntry placed) {
        Set<Listing> all = new LinkedHashSet<>();
        for (Spelling spelling : placed.listings) {
            all.add(spelling.listing);
            Merging.Group group = merging.isEmpty() ? null : merging.of(spelling.listing.key);
            if (group != null) {
                all.add(group.listing());
            }
        }
        return all;
    }

    private void change(Listing listing, Sequence<ListingEntry> now) {
        ListingEntry before = listing.articles.last();
        listing.articles = now;
        Merging.Group group = merging.of(listing.key);
        boolean merged = group != null && group.listing() == listing;
        if (!merged && now.isEmpty()) {
            listings.remove(listing.key);
        } else if (!merged) {
            listings.put(listing.key, listing);
        }
        ListingEntry after = now.last();
        Activities activities = active.get(listing.key.kind());
        if (activities != null && before != after && (merged || group == null)) {
            activities.change(listing, before, after);
        }
    }

    /** What readers see under a key; absent if it is merged into another, or if there is nothing. */
    private @Nullable Listing shown(ListingKey key) {
        Merging.Group group = merging.of(key);
        if (group == null) {
            return listings.get(key);
        }
        return merging.isTarget(key) ? group.listing() : null;
    }

    private Sequence<ListingEntry> union(List<ListingKey> keys) {
        Set<ListingEntry> all = new LinkedHashSet<>();
        for (ListingKey key : keys) {
            Listing listing = listings.get(key);
            if (listing != null) {
                all.addAll(listing.articles.descending(0, listing.articles.size()));
            }
        }
        return Sequence.of(
                ListingEntry.ORDER, all.stream().sorted(ListingEntry.ORDER).toList());
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
