package org.dibao.render.snapshot;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.event.Result;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.Listings;
import org.dibao.render.view.OldQueryNames;

/**
 * A snapshot in memory that publications update. For one thread at a time. A failed change may have been applied
 * partly: everything must then be reloaded.
 */
final class LiveSnapshot {
    /** What the view has beside the articles and files. */
    record Beside(SiteSettings site, OldQueryNames queries) {}

    private final Supplier<Beside> view;
    private final Menu menu;
    private Listings listings;
    private Beside beside;
    private volatile SiteSnapshot shown;

    /** @param view reads from the view */
    LiveSnapshot(Listings listings, Menu menu, Supplier<Beside> view) {
        this.view = view;
        this.menu = menu;
        this.beside = view.get();
        this.listings = listings.with(beside.site());
        this.shown = snapshot();
    }

    /** The snapshot that readers see. */
    SiteSnapshot shown() {
        return shown;
    }

    /** What there is beside after these publications; absent if they do not change it. Has no side effects. */
    Optional<Beside> besideAfter(List<Publication> publications) {
        // Publications do not contain it. What is in the view is at least as new.
        return publications.stream().anyMatch(LiveSnapshot::changesWhatIsBeside)
                ? Optional.of(view.get())
                : Optional.empty();
    }

    private static boolean changesWhatIsBeside(Publication publication) {
        return publication.result().outcome() == Result.Kind.SITE_CHANGED
                || publication.purge().contains(PurgeKey.OLD_QUERIES);
    }

    void apply(List<Publication> publications, Optional<Beside> changed) {
        changed.ifPresent(now -> {
            if (!now.site().equals(beside.site())) {
                listings = listings.with(now.site());
            }
            beside = now;
            shown = snapshot(); // in one step: nobody sees one without the other
        });
        boolean otherPages = false;
        for (Publication publication : publications) {
            if (listings.apply(publication)) {
                otherPages |= aboutAPage(publication);
            }
        }
        if (otherPages) {
            shown = snapshot();
        }
    }

    private boolean aboutAPage(Publication publication) {
        ArticleId id = Objects.requireNonNull(publication.result().article());
        ArticlePath path = publication.result().path();
        boolean was = menu.remove(id);
        if (publication.card() == null || !publication.card().isPage() || path == null) {
            return was;
        }
        menu.put(id, publication.card().title(), path);
        return true;
    }

    private SiteSnapshot snapshot() {
        return new SiteSnapshot(listings, menu.in(beside.site(), listings), beside.queries());
    }
}
