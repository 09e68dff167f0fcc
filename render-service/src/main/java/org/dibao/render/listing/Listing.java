package org.dibao.render.listing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The current state of one listing. Written by one thread, read by any. */
final class Listing {
    private static final Comparator<Spelling> USUAL = Comparator.comparingInt((Spelling spelling) -> spelling.articles)
            .reversed()
            .thenComparing(spelling -> spelling.name);

    final ListingKey key;
    volatile Sequence<ListingEntry> articles = Sequence.empty(ListingEntry.ORDER);
    /** The same in the order of their arrival; empty where nobody reads them like that. */
    volatile Sequence<ListingEntry> arrivals = Sequence.empty(ListingEntry.ARRIVAL);
    /** As most of its articles write it; in a tie, the alphabetically first. */
    volatile String name = "";

    /** Usually one. Confined to the writing thread. */
    private final List<Spelling> spellings = new ArrayList<>(1);

    Listing(ListingKey key) {
        this.key = key;
    }

    /** Sets its articles, in any order. */
    void fill(List<ListingEntry> entries) {
        entries.sort(ListingEntry.ORDER);
        articles = Sequence.of(ListingEntry.ORDER, entries);
        if (key.kind().leadsOn()) {
            entries.sort(ListingEntry.ARRIVAL);
            arrivals = Sequence.of(ListingEntry.ARRIVAL, entries);
        }
    }

    /** Replaces an entry. */
    void change(@Nullable ListingEntry old, @Nullable ListingEntry now) {
        articles = changed(articles, old, now); // in one step, so that no reader finds neither
        if (key.kind().leadsOn()) {
            arrivals = changed(arrivals, old, now);
        }
    }

    private static Sequence<ListingEntry> changed(
            Sequence<ListingEntry> entries, @Nullable ListingEntry old, @Nullable ListingEntry now) {
        Sequence<ListingEntry> without = old == null ? entries : entries.minus(old);
        return now == null ? without : without.plus(now);
    }

    /** A spelling of a listing's name in its articles, which also represents their place in the listing. */
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

    /** One more or one fewer article uses this spelling. */
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
