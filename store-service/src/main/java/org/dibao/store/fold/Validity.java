package org.dibao.store.fold;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.dibao.contract.article.OldAddress;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.event.Problem;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.jspecify.annotations.Nullable;

/** What only the site's settings can tell of an article: whether its dates are past, and its old addresses the site's. */
final class Validity {
    private Validity() {}

    /** What is wrong first; absent if nothing is. */
    static @Nullable Problem problem(SiteSettings site, SubmitArticle submit, OffsetDateTime date, Times times) {
        Instant received = submit.request().receivedAt();
        Instant publication = times.publication() == null ? received : times.publication();
        Instant latest = later(received.plus(SubmittedDate.CLOCK_TOLERANCE), publication);
        if (!submit.timed() && date.toInstant().isAfter(latest)) {
            return Problem.of(Problem.Type.INVALID, "date", "the date is in the future: " + date);
        }
        SubmittedDate modified = submit.given().modified();
        if (modified != null && modified.in(site.zone()).toInstant().isAfter(latest)) {
            return Problem.of(
                    Problem.Type.INVALID, "modified", "the date of the last change is in the future: " + modified);
        }
        if (times.withdrawal() != null && !times.withdrawal().isAfter(publication)) {
            return Problem.of(
                    Problem.Type.INVALID,
                    "withdrawAt",
                    "withdrawAt, " + inZone(site, times.withdrawal()) + ", is "
                            + (times.publication() == null
                                    ? "past"
                                    : "not after " + inZone(site, publication) + ", when the article is published")
                            + ": give a later time, or leave it out");
        }
        for (OldAddress from : submit.given().redirectFromHosts()) {
            if (!site.hasHost(from.host())) {
                return Problem.of(
                        Problem.Type.INVALID,
                        "redirect_from",
                        from.host() + from.path() + ": " + from.host()
                                + " is neither this site's host, " + site.host()
                                + ", nor one of its formerHosts: add it to the site's"
                                + " settings, or leave the address out");
            }
        }
        return null;
    }

    /** As its author reads it. */
    private static OffsetDateTime inZone(SiteSettings site, Instant time) {
        return time.atZone(site.zone()).toOffsetDateTime();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
