package org.dibao.render.listing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.publication.Publication.Card;
import org.jspecify.annotations.Nullable;

/**
 * All listings of a site in memory. Changed by one thread, one publication after the other; read by any number of threads,
 * which never wait. A publication costs O(log n) for each listing that its article enters or leaves. What is older than what
 * is known of an article changes nothing.
 */
public final class Listings {
    private final Map<ArticleId, Placed> articles = new HashMap<>();
    private final Map<ListingKey, Listing> listings = new ConcurrentHashMap<>();
    private volatile Sequence<Activity> categories = Sequence.empty(Activity.ORDER);

    /** For the thread that applies publications. */
    public void apply(Publication publication) {
        ArticleId id = publication.result().article();
        Card card = publication.card();
        if (id == null) {
            return;
        }
        if (card != null) {
            Placed old = articles.get(id);
            if (isNews(old, publication.position())) {
                place(old, LiveArticle.of(id, card), publication.position());
            }
        } else if (publication.result().outcome() == Result.Kind.WITHDRAWN) {
            Placed old = articles.get(id);
            if (isNews(old, publication.position())) {
                remove(old);
                articles.put(id, Placed.nowhere(id, publication.position()));
            }
        }
    }

    /** What is in a listing now; empty if there is no such listing. */
    public Articles in(ListingKey key) {
        Listing listing = listings.get(key);
        return listing == null ? Articles.NONE : new Articles(listing, listing.articles);
    }

    /** The categories that have an article, that with the newest article first. */
    public List<ListingKey> categories(int most) {
        Sequence<Activity> now = categories;
        List<ListingKey> keys = new ArrayList<>(Math.min(most, now.size()));
        for (Activity activity : now.descending(now.size() - most, now.size())) {
            keys.add(activity.category().key);
        }
        return keys;
    }

    private static boolean isNews(@Nullable Placed old, Position position) {
        return old == null || position.value() > old.position;
    }

    private void place(@Nullable Placed old, LiveArticle article, Position position) {
        Listing[] in = interned(article);
        if (old != null && old.millis == article.millis() && java.util.Arrays.equals(old.listings, in)) {
            old.position = position.value();
            return;
        }
        Placed placed = new Placed(article.id(), article.millis(), in, position);
        articles.put(placed.id, placed);
        if (old != null) {
            for (Listing listing : old.listings) {
                if (!placed.isIn(listing)) {
                    change(listing, listing.articles.minus(old));
                }
            }
        }
        for (Listing listing : in) {
            // At once, so that no reader finds neither.
            Sequence<Placed> without = old == null || !old.isIn(listing) ? listing.articles : listing.articles.minus(old);
            change(listing, without.plus(placed));
        }
    }

    private void remove(@Nullable Placed old) {
        if (old == null) {
            return;
        }
        for (Listing listing : old.listings) {
            change(listing, listing.articles.minus(old));
        }
    }

    private void change(Listing listing, Sequence<Placed> now) {
        Placed before = listing.articles.last();
        listing.articles = now;
        if (now.isEmpty()) {
            listings.remove(listing.key);
        } else {
            listings.put(listing.key, listing);
        }
        Placed after = now.last();
        if (listing.key.kind() == ListingKey.Kind.CATEGORY && before != after) {
            Sequence<Activity> changed = categories;
            changed = before == null ? changed : changed.minus(new Activity(before, listing));
            categories = after == null ? changed : changed.plus(new Activity(after, listing));
        }
    }

    private Listing[] interned(LiveArticle article) {
        return article.listings().stream()
                .map(key -> {
                    Listing there = listings.get(key);
                    return there == null ? new Listing(key) : there;
                })
                .toArray(Listing[]::new);
    }

    /** Collects all articles in any order, then makes their listings at once; for one thread. */
    public static final class Loading {
        private final Listings into = new Listings();
        private final Map<Listing, List<Placed>> unsorted = new HashMap<>();

        /** A live article; a position is worth nothing here, because each article comes once. */
        public void add(LiveArticle article, Position position) {
            Listing[] in = article.listings().stream()
                    .map(key -> into.listings.computeIfAbsent(key, Listing::new))
                    .toArray(Listing[]::new);
            Placed placed = new Placed(article.id(), article.millis(), in, position);
            into.articles.put(placed.id, placed);
            for (Listing listing : in) {
                unsorted.computeIfAbsent(listing, _ -> new ArrayList<>()).add(placed);
            }
        }

        /** An article that is not live. */
        public void addWithdrawn(ArticleId id, Position position) {
            into.articles.put(id, Placed.nowhere(id, position));
        }

        public Listings loaded() {
            List<Activity> active = new ArrayList<>();
            unsorted.forEach((listing, placed) -> {
                placed.sort(Placed.ORDER);
                listing.articles = Sequence.of(Placed.ORDER, placed);
                if (listing.key.kind() == ListingKey.Kind.CATEGORY) {
                    active.add(new Activity(placed.getLast(), listing));
                }
            });
            unsorted.clear();
            active.sort(Activity.ORDER);
            into.categories = Sequence.of(Activity.ORDER, active);
            return into;
        }
    }
}
