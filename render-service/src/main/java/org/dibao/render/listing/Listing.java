package org.dibao.render.listing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One listing as it is now. Changed by one thread, read by any. */
final class Listing {
    private static final Comparator<Spelling> USUAL = Comparator.comparingInt((Spelling spelling) -> spelling.articles)
            .reversed()
            .thenComparing(spelling -> spelling.name);

    final ListingKey key;
    volatile Sequence<ListingEntry> articles = Sequence.empty(ListingEntry.ORDER);
    /** As most of its articles write it; of several such the first in the order of the alphabet. */
    volatile String name = "";

    /** Mostly one. For the thread that changes it. */
    private final List<Spelling> spellings = new ArrayList<>(1);

    Listing(ListingKey key) {
        this.key = key;
    }

    /** How articles of a listing write its name. One that they share stands for their place in the listing. */
    static final class Spelling {
        final Listing listing;
        final String name;
        private int articles;

        private Spelling(Listing listing, String name) {
            this.listing = listing;
            this.name = name;
        }
    }

    Spelling spelt(String spelling) {
        for (Spelling one : spellings) {
            if (one.name.equals(spelling)) {
                return one;
            }
        }
        return new Spelling(this, spelling);
    }

    /** One article more, or one less, writes it so. */
    void count(Spelling spelling, int more) {
        spelling.articles += more;
        if (spelling.articles == 0) {
            spellings.remove(spelling);
        } else if (!spellings.contains(spelling)) {
            spellings.add(spelling);
        }
        if (!spellings.isEmpty()) {
            name = spellings.size() == 1
                    ? spellings.getFirst().name
                    : spellings.stream().min(USUAL).orElseThrow().name;
        }
    }
}
