package org.dibao.render.listing;

import java.util.Comparator;

/** A category and its newest article: the order in which categories were active last. */
record Activity(Placed newest, Listing category) {
    static final Comparator<Activity> ORDER =
            Comparator.comparing(Activity::newest, Placed.ORDER).thenComparing(activity -> activity.category().key.slug());
}
