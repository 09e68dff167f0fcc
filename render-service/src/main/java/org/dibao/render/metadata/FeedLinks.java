package org.dibao.render.metadata;

import java.util.List;
import org.dibao.render.listing.ListingKey;

/** The feeds of a listing. */
@FunctionalInterface
public interface FeedLinks {

    /** @param title the title of the feeds */
    List<PageMetadata.Alternate> of(ListingKey key, String title);
}
