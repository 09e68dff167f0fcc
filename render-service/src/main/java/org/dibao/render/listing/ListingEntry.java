package org.dibao.render.listing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.render.listing.Listing.Spelling;

/** An article's place in the order of all listings: by date to the millisecond, then by id. */
final class ListingEntry {
    static final Comparator<ListingEntry> ORDER =
            Comparator.comparingLong((ListingEntry p) -> p.millis).thenComparing(p -> p.id);

    /** By the position at which each was published or last revised. */
    static final Comparator<ListingEntry> ARRIVAL =
            Comparator.comparingLong((ListingEntry p) -> p.position).thenComparing(p -> p.id);

    private static final Spelling[] NONE = {};

    final ArticleId id;
    final long millis;
    /** The listings that the article itself names; none if it is not live. */
    final Spelling[] listings;
    /** Of the newest publication about it. */
    final long position;
    /** When it was last changed, in milliseconds since 1970. */
    final long modified;

    ListingEntry(ArticleId id, long millis, Spelling[] listings, Position position, long modified) {
        this.id = id;
        this.millis = millis;
        this.listings = listings;
        this.position = position.value();
        this.modified = modified;
    }

    /** Known not to be live, so that no older publication brings it back. */
    static ListingEntry nowhere(ArticleId id, Position position) {
        return new ListingEntry(id, 0, NONE, position, 0);
    }

    static long millis(OffsetDateTime date) {
        Instant instant = date.toInstant();
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) { // hundreds of millions of years away
            return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    boolean isIn(Listing listing) {
        for (Spelling one : listings) {
            if (one.listing == listing) {
                return true;
            }
        }
        return false;
    }
}
