package org.dibao.render.listing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;

/** An article's place in the order of all listings: by date to the millisecond, then by id. */
final class Placed {
    static final Comparator<Placed> ORDER = Comparator.comparingLong((Placed p) -> p.millis).thenComparing(p -> p.id);

    private static final Listing[] NONE = {};

    final ArticleId id;
    final long millis;
    /** Where it stands; none if it is not live. */
    final Listing[] listings;
    /** The position that placed it so. Read and written by the thread that applies publications alone. */
    long position;

    Placed(ArticleId id, long millis, Listing[] listings, Position position) {
        this.id = id;
        this.millis = millis;
        this.listings = listings;
        this.position = position.value();
    }

    /** Known not to be live, so that nothing older brings it back. */
    static Placed nowhere(ArticleId id, Position position) {
        return new Placed(id, 0, NONE, position);
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
        for (Listing one : listings) {
            if (one == listing) {
                return true;
            }
        }
        return false;
    }
}
