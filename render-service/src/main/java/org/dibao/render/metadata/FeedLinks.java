package org.dibao.render.metadata;

import java.util.List;
import org.dibao.render.listing.ListingKey;

/** Which feeds a listing has. */
@FunctionalInterface
public interface FeedLinks {

    /** @param title what the feeds are called */
    List<Head.Alternate> of(ListingKey key, String title);
}
