package org.dibao.render.snapshot;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.event.Result;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.Listings;

/**
 * A snapshot in memory that publications update. For one thread at a time. A failed change may have been applied
 * partly: everything must then be reloaded.
 */
final class LiveSnapshot {
    private final Supplier<SiteSettings> site;
    private final Menu menu;
    private Listings listings;
    private SiteSettings settings;
    private volatile SiteSnapshot shown;

    /** @param site reads the settings in force from the view */
    LiveSnapshot(Listings listings, Menu menu, Supplier<SiteSettings> site) {
        this.site = site;
        this.menu = menu;
        this.settings = site.get();
        this.listings = listings.with(settings);
        this.shown = snapshot();
    }

    /** The snapshot that readers see. */
    SiteSnapshot shown() {
        return shown;
    }

    /** The settings in force after these publications; absent if they do not change them. Has no side effects. */
    Optional<SiteSettings> settingsAfter(List<Publication> publications) {
        // Publications do not contain settings. Those in the view are at least as new.
        return publications.stream().anyMatch(it -> it.result().outcome() == Result.Kind.SITE_CHANGED)
                ? Optional.of(site.get())
                : Optional.empty();
    }

    void apply(List<Publication> publications, Optional<SiteSettings> changed) {
        changed.ifPresent(now -> {
            settings = now;
            listings = listings.with(now);
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
        return new SiteSnapshot(listings, menu.in(settings, listings));
    }
}
