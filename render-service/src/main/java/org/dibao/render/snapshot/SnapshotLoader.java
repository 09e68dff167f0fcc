package org.dibao.render.snapshot;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.dibao.contract.site.SiteSettings;
import org.dibao.projector.Await;
import org.dibao.render.listing.ListingLoader;
import org.dibao.render.listing.LiveArticle;
import org.dibao.render.view.ArticleSummary;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.view.OldQueryNames;
import org.dibao.render.view.Views;

/** Reads the view into memory. */
final class SnapshotLoader {
    private static final int TOLD_EACH = 1000;

    private final Views views;
    private final Await await;
    private final Await scan;

    SnapshotLoader(Views views, Duration timeout, Duration scanTimeout) {
        this.views = views;
        this.await = new Await(timeout);
        this.scan = new Await(scanTimeout);
    }

    /**
     * Reads all entries. A scan that takes too long may continue after this method has failed: it then only writes to
     * objects that are no longer used.
     *
     * @param progress is told the number of articles now and then, until this method returns
     */
    LiveSnapshot load(LongConsumer progress) {
        Menu menu = new Menu();
        ListingLoader loading = new ListingLoader();
        AtomicLong count = new AtomicLong();
        Told told = new Told(progress);
        told.is(0);
        try {
            scan.result(views.entries().scan((id, placed) -> {
                switch (placed.value()) {
                    case ListedArticle entry -> {
                        loading.add(LiveArticle.of(id, entry), placed.position());
                        if (entry.isPage()) {
                            menu.put(id, entry.title(), entry.path());
                        }
                    }
                    case ArticleSummary.Withdrawn _ -> loading.addWithdrawn(id, placed.position());
                }
                if (count.incrementAndGet() % TOLD_EACH == 0) {
                    told.is(count.get());
                }
            }));
        } finally {
            told.end();
        }
        return new LiveSnapshot(loading.loaded(), menu, this::beside);
    }

    private LiveSnapshot.Beside beside() {
        return new LiveSnapshot.Beside(
                await.result(views.site().find(List.of(Views.Site.SETTINGS)))
                        .getOrDefault(Views.Site.SETTINGS, SiteSettings.DEFAULT),
                await.result(views.queries().find(List.of(Views.Site.SETTINGS)))
                        .getOrDefault(Views.Site.SETTINGS, OldQueryNames.NONE));
    }

    /** Tells the progress of one scan until it has ended or been abandoned. */
    private static final class Told {
        private final LongConsumer progress;
        private boolean ended;

        Told(LongConsumer progress) {
            this.progress = progress;
        }

        synchronized void is(long entries) {
            if (!ended) {
                progress.accept(entries);
            }
        }

        synchronized void end() {
            ended = true;
        }
    }
}
