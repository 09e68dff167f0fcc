package org.dibao.gateway.pages;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long ago a page was known to show everything published. While this gateway reads publications, that is a second
 * or two for every page, because a stale page would have been purged; while it cannot read them, it is the time since
 * render produced the page plus render's own lag at that time.
 */
final class PageAge {
    private final Supplier<Duration> behind;
    private final Duration recheckAfter;
    private final Duration maxAge;

    /** @param behind how far this gateway lags behind the publications in time */
    PageAge(Supplier<Duration> behind, PageCacheSettings settings) {
        this.behind = behind;
        this.recheckAfter = settings.recheckAfter();
        this.maxAge = settings.maxAge();
    }

    /**
     * The {@code Age} of a response: of a page that nobody could check, and of one that is made for some time only, since
     * caches further on count that time from its making (RFC 9111, 4.2.3). Any other page is current.
     *
     * @param age {@linkplain #of of the page}, now
     */
    @Nullable
    Duration told(RenderedPage page, Duration age) {
        return page.isTemporary() ? sinceMade(page) : needsRecheck(age) ? age : null;
    }

    private static Duration sinceMade(RenderedPage page) {
        return Duration.ofNanos(System.nanoTime() - page.currentAt());
    }

    Duration of(RenderedPage page) {
        Duration sinceMade = sinceMade(page);
        Duration sincePurged = behind.get();
        return sinceMade.compareTo(sincePurged) < 0 ? sinceMade : sincePurged;
    }

    /** Whether the page is old enough to ask render for a newer one. */
    boolean needsRecheck(Duration age) {
        return age.compareTo(recheckAfter) > 0;
    }

    /** Whether the page must not be served any more. */
    boolean isTooOld(Duration age) {
        return age.compareTo(maxAge) > 0;
    }
}
