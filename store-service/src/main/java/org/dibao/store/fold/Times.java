package org.dibao.store.fold;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.dibao.contract.article.Status;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.dibao.contract.submission.Submission.SubmitArticle.Kept;
import org.jspecify.annotations.Nullable;

/**
 * When an article is to be published and withdrawn, according to a submission.
 *
 * @param publication absent if that is not in the future as seen from the submission
 * @param withdrawal  absent if none is wanted; it may be past
 */
record Times(@Nullable Instant publication, @Nullable Instant withdrawal) {
    private static final Times NONE = new Times(null, null);

    /** @param date of the article */
    static Times of(SiteSettings site, @Nullable Head head, SubmitArticle submit, OffsetDateTime date) {
        if (!submit.timed()) {
            return NONE;
        }
        Instant due = publication(site, head, submit, date);
        boolean ahead = due != null && due.isAfter(submit.request().receivedAt());
        return new Times(ahead ? due : null, withdrawal(site, head, submit));
    }

    private static @Nullable Instant publication(
            SiteSettings site, @Nullable Head head, SubmitArticle submit, OffsetDateTime date) {
        SubmittedDate given = submit.given().publishAt();
        if (given == null) {
            return date.toInstant();
        }
        if (head != null && submit.keeps(Kept.PUBLISH_AT) && head.isLive()) {
            return null; // it has been published, however its time would be read now
        }
        Instant kept = head != null && submit.keeps(Kept.PUBLISH_AT) ? head.publishAt() : null;
        return kept == null ? instant(site, given) : kept;
    }

    private static @Nullable Instant withdrawal(SiteSettings site, @Nullable Head head, SubmitArticle submit) {
        SubmittedDate until = submit.given().withdrawAt();
        if (until == null) {
            return null;
        }
        Instant kept = head != null && submit.keeps(Kept.WITHDRAW_AT) ? head.withdrawAt() : null;
        return kept == null ? instant(site, until) : kept;
    }

    private static Instant instant(SiteSettings site, SubmittedDate date) {
        return date.in(site.zone()).toInstant();
    }

    /**
     * The status that the article is to have. What is live because this very time has come stays live: the submission was
     * received before it and reached the log after it.
     */
    Status wanted(SubmitArticle submit, @Nullable Head head) {
        if (submit.given().draft()) {
            return Status.DRAFT;
        }
        boolean published =
                head != null && head.isLive() && publication != null && publication.equals(head.publishAt());
        return publication == null || published ? Status.LIVE : Status.SCHEDULED;
    }

    /** Whether the article's time is over: nothing of it is to be shown any more. */
    boolean areOver(Instant now) {
        return withdrawal != null && !withdrawal.isAfter(now);
    }
}
