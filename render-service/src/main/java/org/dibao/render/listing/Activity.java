package org.dibao.render.listing;

import java.util.Comparator;

/** A category or tag and its newest article: the order in which they were active last. */
record Activity(ListingEntry newest, Listing listing) {
    static final Comparator<Activity> ORDER = Comparator.comparing(Activity::newest, ListingEntry.ORDER)
            .thenComparing(activity -> activity.listing().key.slug());
}
