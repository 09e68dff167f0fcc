package org.dibao.store.fold;

import java.time.OffsetDateTime;
import java.util.Objects;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.article.Status;
import org.dibao.contract.event.Problem;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.dibao.contract.submission.Submission.SubmitArticle.Kept;
import org.dibao.store.fold.PathClaim.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a submitted article. The checks come in this order: whose id it is, erased, same content, preconditions, dates, path. A
 * move of the same content is unchanged only if its address and dates are.
 */
final class ArticleRules {
    private ArticleRules() {}

    static Decision submit(FoldState history, Position position, SubmitArticle submission) {
        ArticleId id = Identity.of(history, submission);
        if (id == null) {
            return NewDecision.rejected(position, submission, Identity.taken(history, submission));
        }
        SubmitArticle submit = submission.about(id);
        Head head = history.head(id);
        if (head != null && head.isErased()) {
            return NewDecision.rejected(
                    position,
                    submit,
                    Problem.of(
                            Problem.Type.GONE,
                            "article " + id + " was erased, and its id is not used again: what is another text needs"
                                    + " another id"));
        }
        String digest = submit.given().digest();
        OffsetDateTime date = ArticleDates.of(history.site(), head, submit);
        Times times = Times.of(history.site(), head, submit, date);
        Status wanted = times.wanted(submit, head);
        boolean same = head != null && head.digest().equals(digest) && isAs(head, wanted, times, submit);
        if (head != null && same && !submit.moves() && !ReadersView.changes(history, head, submit)) {
            return Transitions.unchanged(position, submit, head);
        }
        Problem unmet = unmet(submit.request().preconditions(), head);
        if (unmet != null) {
            return NewDecision.rejected(position, submit, unmet);
        }
        if (head != null && submit.moves() && head.digest().equals(digest) && !same) {
            return NewDecision.rejected(position, submit, Moves.ofAnother(head));
        }
        Problem invalid = Validity.problem(history.site(), submit, date, times);
        if (invalid != null) {
            return NewDecision.rejected(position, submit, invalid);
        }
        ArticlePath path;
        try {
            path = path(history, submit, head, date);
        } catch (IllegalArgumentException e) {
            return NewDecision.rejected(
                    position, submit, Problem.of(Problem.Type.INVALID, "permalink", String.valueOf(e.getMessage())));
        }
        Article article = article(history.site(), submit, head, path, date, wanted == Status.SCHEDULED ? times : null);
        if (head != null && same && submit.moves() && Moves.isThere(head, article, times)) {
            return Transitions.unchanged(position, submit, head);
        }
        if (submit.given().draft()) {
            return Transitions.drafted(history, position, submit, head, article);
        }
        Problem taken = taken(history, path, article.id(), times);
        if (taken != null) {
            return NewDecision.rejected(position, submit, taken);
        }
        return wanted == Status.SCHEDULED
                ? Transitions.scheduled(history, position, submit, head, article, times)
                : Transitions.live(history, position, submit, head, article, times);
    }

    /** Why the article cannot be at its path; absent if it can. */
    private static @Nullable Problem taken(FoldState history, ArticlePath path, ArticleId article, Times times) {
        PathClaim owner = history.claim(path);
        if (owner != null && owner.kind() == Kind.CURRENT && !owner.article().equals(article)) {
            return Problem.of(
                    Problem.Type.PATH_TAKEN,
                    "permalink",
                    (times.publication() != null ? "its path" : path) + " belongs to article " + owner.article()
                            + "; give another slug or permalink");
        }
        return Reservations.byAnother(owner, article) != null
                ? Problem.of(
                        Problem.Type.PATH_TAKEN,
                        "permalink",
                        "its path is reserved for a scheduled article; give another slug or permalink")
                : FileRules.keepsAway(history, path, article, owner);
    }

    /**
     * The path that it keeps, or else the one that it asks for. What nobody has seen goes with its date and its title.
     *
     * @throws IllegalArgumentException if there is none
     */
    private static ArticlePath path(FoldState history, SubmitArticle submit, @Nullable Head head, OffsetDateTime date) {
        ArticlePath known = head == null ? null : head.path();
        ArticlePath address = head == null ? null : head.address();
        boolean seen = known != null || head != null && head.date().equals(date);
        if (address != null && seen && submit.keeps(Kept.ADDRESS)) {
            return address;
        }
        if (known != null && submit.keeps(Kept.SLUG) && submit.mayHave(known, history.site(), date)) {
            PathClaim owner = history.claim(known);
            if (owner != null && owner.kind() == Kind.CURRENT && owner.article().equals(submit.article())) {
                return known;
            }
        }
        return submit.path(history.site(), date);
    }

    private static Article article(
            SiteSettings site,
            SubmitArticle submit,
            @Nullable Head head,
            ArticlePath path,
            OffsetDateTime date,
            @Nullable Times scheduled) {
        ArticleDraft given = submit.given();
        Request request = submit.request();
        Article article = Article.from(given)
                .id(submit.article())
                .revision(head == null ? Revision.FIRST : head.revision().next())
                .path(path)
                .date(date)
                .acceptedAt(head == null ? request.receivedAt() : head.acceptedAt())
                .modifiedAt(scheduled == null ? request.receivedAt() : Objects.requireNonNull(scheduled.publication()))
                .modified(given.modified() == null ? null : ArticleDates.in(site, given.modified()))
                .html(submit.html())
                .lead(submit.lead())
                .by(request.by())
                .build();
        // Readers are told of a change if there is one for them. What an earlier release left unsaid counts as one.
        return head != null
                        && head.modifiedAt() != null
                        && shownAsBefore(article, head).isSeenAs(head.seen())
                ? ArticleBuilder.builder(article).modifiedAt(head.modifiedAt()).build()
                : article;
    }

    /** The same hour of the same day in another time zone of the site is the date that readers saw. */
    private static Article shownAsBefore(Article article, Head head) {
        return article.date().toLocalDateTime().equals(head.date().toLocalDateTime())
                ? ArticleBuilder.builder(article).date(head.date()).build()
                : article;
    }

    static @Nullable Problem unmet(Preconditions required, @Nullable Head head) {
        return head == null
                ? Conditions.unmet(required, null, "article", "")
                : Conditions.unmet(required, head.revision(), "article", "article " + head.id() + " exists already");
    }

    /** Whether the article stands as wanted, or no longer stands because its time is over. */
    private static boolean isAs(Head head, Status wanted, Times times, SubmitArticle submit) {
        boolean over = times.areOver(submit.request().receivedAt());
        return head.status() == wanted || over && head.status() == Status.WITHDRAWN;
    }
}
