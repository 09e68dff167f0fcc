package org.dibao.render.listing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.ArticleId;

/** A listing at one moment. Does not change under its reader. */
public final class Articles {
    static final Articles NONE = new Articles(List.of(), Sequence.empty(ListingEntry.ORDER));

    private final List<Listing> parts;
    private final Sequence<ListingEntry> sequence;

    /** @param parts its articles are in at least one of them by what they say themselves */
    Articles(List<Listing> parts, Sequence<ListingEntry> sequence) {
        this.parts = parts;
        this.sequence = sequence;
    }

    public int size() {
        return sequence.size();
    }

    public boolean isEmpty() {
        return sequence.isEmpty();
    }

    /** @param most how many */
    public List<ArticleId> newest(int most) {
        return between(size() - most, size());
    }

    /** When one of them was changed last; looks at each, in memory. For a listing that is not empty. */
    public Instant lastModified() {
        long last = Long.MIN_VALUE;
        for (ListingEntry placed : sequence.descending(0, size())) {
            last = Math.max(last, placed.modified);
        }
        return Instant.ofEpochMilli(last);
    }

    /** Newest first. Ranks count from the oldest, from 0. */
    public List<ArticleId> between(int from, int to) {
        return sequence.descending(from, to).stream().map(placed -> placed.id).toList();
    }

    /**
     * Those that are in other listings too, newest first.
     *
     * @param after  only what stands behind this place
     * @param others listings that all have to hold the article
     * @param most   how many at most
     * @param looks  how many articles are looked at, at most: beyond it the answer is shorter and {@code next} is there
     */
    public Cut select(Cursor after, List<Articles> others, int most, int looks) {
        List<ArticleId> found = new ArrayList<>(Math.min(most, 100));
        int end = after == Cursor.START ? size() : sequence.rank(after.probe());
        int at = end;
        while (at > 0 && found.size() < most && end - at < looks) {
            at--;
            ListingEntry placed = sequence.get(at);
            if (others.stream().allMatch(other -> other.parts.stream().anyMatch(placed::isIn))) {
                found.add(placed.id);
            }
        }
        return new Cut(found, at == 0 ? Cursor.START : Cursor.behind(sequence.get(at)));
    }

    /**
     * A piece of a listing.
     *
     * @param next where it goes on; {@link Cursor#START} at the end
     */
    public record Cut(List<ArticleId> articles, Cursor next) {}
}
