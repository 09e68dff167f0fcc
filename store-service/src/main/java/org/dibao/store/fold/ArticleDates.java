package org.dibao.store.fold;

import java.time.OffsetDateTime;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.dibao.contract.submission.Submission.SubmitArticle.Kept;
import org.jspecify.annotations.Nullable;

/** Which date an article has. */
public final class ArticleDates {
    private ArticleDates() {}

    /**
     * The date that an article has: the one that it keeps, or its own, else the one it had, else the moment of its publication or
     * acceptance; in the site's zone.
     */
    public static OffsetDateTime of(SiteSettings site, @Nullable Head head, SubmitArticle submit) {
        ArticleDraft given = submit.given();
        if (head != null && submit.keeps(Kept.DATE)) {
            return head.date();
        }
        if (given.date() != null) {
            return in(site, given.date());
        }
        if (given.publishAt() != null && (head == null || head.path() == null)) {
            return in(site, given.publishAt());
        }
        if (head != null && !isOnlyPlanned(head, submit)) {
            return submit.moves() ? SubmittedDate.in(site.zone(), head.date()) : head.date();
        }
        return submit.request().receivedAt().atZone(site.zone()).toOffsetDateTime();
    }

    /** Nobody has seen it yet, and the date that it was to have lies ahead and is not wanted any more. */
    private static boolean isOnlyPlanned(Head head, SubmitArticle submit) {
        return head.path() == null
                && head.date().toInstant().isAfter(submit.request().receivedAt());
    }

    static OffsetDateTime in(SiteSettings site, SubmittedDate date) {
        return SubmittedDate.in(site.zone(), date.in(site.zone()));
    }
}
