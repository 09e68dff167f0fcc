package org.dibao.render.snapshot;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.projector.Await;
import org.dibao.projector.Checkpoint;
import org.dibao.projector.Checkpoints;
import org.dibao.render.listing.ListingLoader;
import org.dibao.render.listing.Listings;
import org.dibao.render.listing.LiveArticle;
import org.dibao.render.view.ArticleSummary;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.view.Views;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds this instance's snapshot and keeps it current. It notes where the publications end, waits until the view has
 * reached that position (which is immediate unless the database was dropped), reads all entries, then follows the
 * publications after the noted position. {@link Listings} ignores later publications that the entries already reflect.
 */
public final class SnapshotUpdater implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SnapshotUpdater.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final Views views;
    private final Checkpoints checkpoints;
    private final PublicationSource feed;
    private final Await await;
    private final Duration scanTimeout;
    private final PositionGate reached = new PositionGate();
    private final Thread thread = Thread.ofPlatform().daemon().name("edition").unstarted(this::run);
    private volatile SnapshotState state = new SnapshotState.Waiting("it has not been started yet");
    private volatile PublicationSource.@Nullable Following following;
    private volatile boolean closed;
    /** These two are at home in the thread that loads, and then in the one that follows. */
    private Menu menu = new Menu();

    private SiteSettings settings = SiteSettings.DEFAULT;

    /**
     * @param timeout     how long the database may take for one answer
     * @param scanTimeout how long the database may take for all entries
     */
    public SnapshotUpdater(
            Views views, Checkpoints checkpoints, PublicationSource feed, Duration timeout, Duration scanTimeout) {
        this.views = views;
        this.checkpoints = checkpoints;
        this.feed = feed;
        this.await = new Await(timeout);
        this.scanTimeout = scanTimeout;
    }

    /** Returns at once; the snapshot becomes available when its prerequisites are met. */
    public void start() {
        thread.start();
    }

    public SnapshotState state() {
        return state;
    }

    public PositionGate reached() {
        return reached;
    }

    /** Whether the last attempt to read publications succeeded. */
    public boolean isFollowing() {
        PublicationSource.Following now = following;
        return now != null && now.isHealthy();
    }

    private void run() {
        Duration pause = LOOK_AGAIN;
        while (!closed) {
            try {
                Position end = feed.end();
                if (!hasCaughtUp(end)) {
                    return; // closed
                }
                Menu scanned = new Menu();
                Listings loaded = load(scanned);
                menu = scanned;
                settings = site();
                state = new SnapshotState.Serving(snapshot(loaded.with(settings)));
                reached.advance(end);
                following = feed.follow(end, this::apply);
                if (closed) {
                    following.close();
                }
                log.info("pages are served from position {}", end);
                return;
            } catch (RuntimeException | Error e) { // whatever it is: tried again, and until then there are no pages
                String reason = e.getMessage() == null ? e.toString() : e.getMessage();
                if (!(state instanceof SnapshotState.Waiting waiting)
                        || !waiting.reason().equals(reason)) {
                    log.warn("no pages yet: {}", reason);
                }
                state = new SnapshotState.Waiting(reason);
            }
            if (!pause(pause)) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private boolean hasCaughtUp(Position end) {
        boolean told = false;
        while (!closed) {
            Position at =
                    await.result(checkpoints.find()).map(Checkpoint::position).orElse(Position.NONE);
            if (at.isAtLeast(end)) {
                return true;
            }
            state = new SnapshotState.Rebuilding(at.value() + 1, end.value() + 1);
            if (!told) {
                log.info("the view is being rebuilt: it has {} of {} positions", at.value() + 1, end.value() + 1);
                told = true;
            }
            if (!pause(LOOK_AGAIN)) {
                return false;
            }
        }
        return false;
    }

    /**
     * Reads all entries. A scan that takes too long may continue after this method has failed: it then only writes to
     * objects that are no longer used.
     */
    private Listings load(Menu menu) {
        ListingLoader loading = new ListingLoader();
        AtomicLong count = new AtomicLong();
        LoadingState progress = new LoadingState();
        progress.is(0);
        try {
            new Await(scanTimeout).result(views.entries().scan((id, placed) -> {
                switch (placed.value()) {
                    case ListedArticle entry -> {
                        loading.add(LiveArticle.of(id, entry), placed.position());
                        if (entry.isPage()) {
                            menu.put(id, entry.title(), entry.path());
                        }
                    }
                    case ArticleSummary.Withdrawn _ -> loading.addWithdrawn(id, placed.position());
                }
                if (count.incrementAndGet() % 1000 == 0) {
                    progress.is(count.get());
                }
            }));
        } finally {
            progress.end();
        }
        return loading.loaded();
    }

    /** Reports the progress of one scan until it has ended or been abandoned. */
    private final class LoadingState {
        private boolean ended;

        synchronized void is(long entries) {
            if (!ended) {
                state = new SnapshotState.Loading(entries);
            }
        }

        synchronized void end() {
            ended = true;
        }
    }

    private SiteSettings site() {
        return await.result(views.site().find(List.of(Views.Site.SETTINGS)))
                .getOrDefault(Views.Site.SETTINGS, SiteSettings.DEFAULT);
    }

    private void apply(List<Publication> publications) {
        if (!(state instanceof SnapshotState.Serving serving)) {
            throw new IllegalStateException("publications are followed once there is a snapshot");
        }
        Listings listings = serving.snapshot().listings();
        if (publications.stream().anyMatch(publication -> publication.result().outcome() == Result.Kind.SITE_CHANGED)) {
            // Publications do not contain settings. Those in the view are at least as new.
            settings = site();
            listings = listings.with(settings);
            state = new SnapshotState.Serving(snapshot(listings)); // in one step: nobody sees one without the other
        }
        boolean otherPages = false;
        for (Publication publication : publications) {
            if (listings.apply(publication)) {
                otherPages |= aboutAPage(publication);
            }
        }
        if (otherPages) {
            state = new SnapshotState.Serving(snapshot(listings));
        }
        reached.advance(publications.getLast().position());
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

    private SiteSnapshot snapshot(Listings listings) {
        return new SiteSnapshot(listings, menu.in(settings, listings));
    }

    private static boolean pause(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        PublicationSource.Following now = following;
        if (now != null) {
            now.close();
        }
    }
}
