package org.dibao.render.listing;

import org.jspecify.annotations.Nullable;

/** The non-empty listings of a kind, ordered by latest activity. Written by one thread, read by any. */
final class Activities {
    private volatile Sequence<Activity> sequence;

    Activities(Sequence<Activity> sequence) {
        this.sequence = sequence;
    }

    Activities copy() {
        return new Activities(sequence);
    }

    Sequence<Activity> now() {
        return sequence;
    }

    /** The listing's newest article has changed. */
    void change(Listing listing, @Nullable ListingEntry before, @Nullable ListingEntry after) {
        Sequence<Activity> changed = sequence;
        changed = before == null ? changed : changed.minus(new Activity(before, listing));
        sequence = after == null ? changed : changed.plus(new Activity(after, listing));
    }
}
