package org.dibao.render.listing;

import java.util.Comparator;

/** A category or tag with its newest article, ordered by latest activity. */
record Activity(ListingEntry newest, Listing listing) {
    static final Comparator<Activity> ORDER = Comparator.comparing(Activity::newest, ListingEntry.ORDER)
            .thenComparing(activity -> activity.listing().key.slug());
}
