package org.dibao.render.listing;

/** One listing as it is now. Changed by one thread, read by any. */
final class Listing {
    final ListingKey key;
    volatile Sequence<Placed> articles = Sequence.empty(Placed.ORDER);

    Listing(ListingKey key) {
        this.key = key;
    }
}
