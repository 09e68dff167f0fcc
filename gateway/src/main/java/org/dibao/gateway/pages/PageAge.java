package org.dibao.gateway.pages;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long ago a page was known to show everything that had been published. While this gateway reads publications that is a
 * second or two for every page, since it would have purged the page; while it cannot, it is the time since render made the
 * page, and what render knew then.
 */
final class PageAge {
    private final Supplier<Duration> behind;
    private final Duration recheckAfter;
    private final Duration maxAge;

    /** @param behind for how long this gateway has known of no later publications */
    PageAge(Supplier<Duration> behind, PageSettings settings) {
        this.behind = behind;
        this.recheckAfter = settings.recheckAfter();
        this.maxAge = settings.maxAge();
    }

    Duration of(Page page) {
        Duration sinceMade = Duration.ofNanos(System.nanoTime() - page.currentAt());
        Duration sincePurged = behind.get();
        return sinceMade.compareTo(sincePurged) < 0 ? sinceMade : sincePurged;
    }

    /** Old enough for render to be asked whether there is a newer one. */
    boolean needsRecheck(Duration age) {
        return age.compareTo(recheckAfter) > 0;
    }

    /** Not to be served to anybody. */
    boolean isTooOld(Duration age) {
        return age.compareTo(maxAge) > 0;
    }
}
