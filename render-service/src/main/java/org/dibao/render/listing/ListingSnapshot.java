package org.dibao.render.listing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.ArticleId;

/** A listing at one moment. Immutable. */
public final class ListingSnapshot {
    static final ListingSnapshot NONE = new ListingSnapshot(List.of(), Sequence.empty(ListingEntry.ORDER));

    private final List<Listing> parts;
    private final Sequence<ListingEntry> sequence;

    /** @param parts each of its articles itself names at least one of them */
    ListingSnapshot(List<Listing> parts, Sequence<ListingEntry> sequence) {
        this.parts = parts;
        this.sequence = sequence;
    }

    List<Listing> parts() {
        return parts;
    }

    public int size() {
        return sequence.size();
    }

    public boolean isEmpty() {
        return sequence.isEmpty();
    }

    /** @param limit how many */
    public List<ArticleId> newest(int limit) {
        return between(size() - limit, size());
    }

    /** When any of its articles was last changed; examines each one, in memory. Not for an empty listing. */
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
     * Its articles that are also in the other listings, newest first.
     *
     * @param after  only articles after this place
     * @param others listings that must all contain the article
     * @param limit   maximum number of articles
     * @param looks  maximum number of articles to examine: if it is reached, the result is shorter but has a
     *               {@code next}
     */
    public Cut select(Cursor after, List<ListingSnapshot> others, int limit, int looks) {
        List<ArticleId> found = new ArrayList<>(Math.min(limit, 100));
        int end = after == Cursor.START ? size() : sequence.rank(after.probe());
        int at = end;
        while (at > 0 && found.size() < limit && end - at < looks) {
            at--;
            ListingEntry placed = sequence.get(at);
            if (others.stream().allMatch(other -> other.parts.stream().anyMatch(placed::isIn))) {
                found.add(placed.id);
            }
        }
        return new Cut(found, at == 0 ? Cursor.START : Cursor.after(sequence.get(at)));
    }

    /**
     * A part of a listing.
     *
     * @param next where to continue; {@link Cursor#START} at the end
     */
    public record Cut(List<ArticleId> articles, Cursor next) {}
}
