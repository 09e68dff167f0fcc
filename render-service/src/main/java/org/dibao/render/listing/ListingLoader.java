package org.dibao.render.listing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.render.listing.Listing.Spelling;
import org.dibao.render.listing.ListingKey.Kind;

/** Collects all articles in any order, then builds their listings at once. Not thread-safe. */
public final class ListingLoader {
    private final Map<ArticleId, ListingEntry> articles = new ConcurrentHashMap<>();
    private final Map<ListingKey, Listing> listings = new ConcurrentHashMap<>();
    private final Map<Listing, List<ListingEntry>> unsorted = new HashMap<>();

    /** Adds a live article; positions are not compared, because each article is added once. */
    public void add(LiveArticle article, Position position) {
        Spelling[] in = article.listings().entrySet().stream()
                .map(named ->
                        listings.computeIfAbsent(named.getKey(), Listing::new).spelt(named.getValue()))
                .toArray(Spelling[]::new);
        ListingEntry placed = new ListingEntry(article.id(), article.millis(), in, position, article.modified());
        articles.put(placed.id, placed);
        for (Spelling spelling : in) {
            spelling.listing.count(spelling, 1);
            unsorted.computeIfAbsent(spelling.listing, _ -> new ArrayList<>()).add(placed);
        }
    }

    /** Adds an article that is not live. */
    public void addWithdrawn(ArticleId id, Position position) {
        articles.put(id, ListingEntry.nowhere(id, position));
    }

    /** The listings, without merged terms. */
    public Listings loaded() {
        Map<Kind, List<Activity>> found = new EnumMap<>(Kind.class);
        Listings.INDEXED.forEach(kind -> found.put(kind, new ArrayList<>()));
        PlainTags plainTags = new PlainTags();
        unsorted.forEach((listing, placed) -> {
            listing.fill(placed);
            plainTags.add(listing.key);
            List<Activity> indexed = found.get(listing.key.kind());
            ListingEntry newest = listing.articles.last();
            if (indexed != null && newest != null) {
                indexed.add(new Activity(newest, listing));
            }
        });
        unsorted.clear();
        Map<Kind, Activities> active = new EnumMap<>(Kind.class);
        found.forEach((kind, activities) -> {
            activities.sort(Activity.ORDER);
            active.put(kind, new Activities(Sequence.of(Activity.ORDER, activities)));
        });
        return new Listings(articles, listings, plainTags, MergedTerms.NONE, active);
    }
}
