package org.dibao.store.fold;

import java.time.OffsetDateTime;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.PreviousState;
import org.dibao.contract.article.Revision;
import org.dibao.contract.article.Status;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.submission.Submission.ChangeSite;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.dibao.contract.submission.Submission.WithdrawArticle;
import org.dibao.store.fold.PathClaim.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The rule of the system: the history so far and one submission give one decision. A pure function: it reads no clock
 * and no configuration, so a replay of the log decides the same. The checks come in this order: idempotency key, file,
 * same content, preconditions, dates, path.
 */
public final class Fold {
    private Fold() {}

    public static Decision decide(FoldState history, Position position, Submission submission) {
        Request request = submission.request();
        Idempotency idempotency = request.idempotency();
        KeyClaim first = idempotency == null ? null : history.key(idempotency.key());
        if (idempotency != null && first != null) {
            return bare(
                    position,
                    request,
                    first.fingerprint().equals(idempotency.fingerprint())
                            ? new Outcome.Repeated(first.position(), first.result())
                            : new Outcome.Rejected(
                                    articleOf(submission),
                                    Problem.of(
                                            Problem.Type.KEY_REUSED,
                                            "Idempotency-Key",
                                            "this key was used for another request, at position " + first.position())));
        }
        Decision decision = switch (submission) {
            case SubmitArticle submit -> submit(history, position, submit);
            case WithdrawArticle withdraw -> withdraw(history, position, withdraw);
            case ChangeSite change -> changeSite(history, position, change);
        };
        return idempotency == null ? decision : claim(decision, idempotency);
    }

    /** The date that an article has: its own, else the one it had, else the moment of acceptance; in the site's zone. */
    public static OffsetDateTime date(SiteSettings site, @Nullable Head head, SubmitArticle submit) {
        ArticleDraft given = submit.given();
        if (given.date() != null) {
            return in(site, given.date());
        }
        return head != null
                ? head.date()
                : submit.request().receivedAt().atZone(site.zone()).toOffsetDateTime();
    }

    /** Whether its body is needed to decide: the same was given before, and another release renders it. */
    public static boolean asksForBody(Head head, SubmitArticle submit) {
        return ReadersView.isRenderedAnew(head, submit)
                && head.digest().equals(submit.given().digest());
    }

    private static OffsetDateTime in(SiteSettings site, SubmittedDate date) {
        return SubmittedDate.in(site.zone(), date.in(site.zone()));
    }

    private static Decision submit(FoldState history, Position position, SubmitArticle submission) {
        ArticleId id = Identity.of(history, submission);
        if (id == null) {
            return rejected(position, submission, Identity.taken(history, submission));
        }
        SubmitArticle submit = submission.about(id);
        Head head = history.head(id);
        ArticleDraft given = submit.given();
        String digest = given.digest();
        Status wanted = given.draft() ? Status.DRAFT : Status.LIVE;
        boolean same = head != null && head.status() == wanted && head.digest().equals(digest);
        if (head != null && same && !ReadersView.changes(history, head, submit)) {
            return unchanged(position, submit, head);
        }
        Problem unmet = unmet(submit.request().preconditions(), head);
        if (unmet != null) {
            return rejected(position, submit, unmet);
        }
        OffsetDateTime date = date(history.site(), head, submit);
        Problem invalid = Validity.problem(history.site(), submit, date);
        if (invalid != null) {
            return rejected(position, submit, invalid);
        }
        ArticlePath path;
        try {
            path = submit.path(history.site(), date);
        } catch (IllegalArgumentException e) {
            return rejected(
                    position, submit, Problem.of(Problem.Type.INVALID, "permalink", String.valueOf(e.getMessage())));
        }
        Article article = article(history.site(), submit, head, path, date);
        if (given.draft()) {
            return draft(history, position, submit, head, article, digest);
        }
        PathClaim owner = history.claim(path);
        if (owner != null && owner.kind() == Kind.CURRENT && !owner.article().equals(article.id())) {
            return rejected(
                    position,
                    submit,
                    Problem.of(
                            Problem.Type.PATH_TAKEN,
                            "permalink",
                            path + " belongs to article " + owner.article() + "; give another slug or permalink"));
        }
        return live(history, position, submit, head, article, digest);
    }

    private static Decision live(
            FoldState history,
            Position position,
            SubmitArticle submit,
            @Nullable Head head,
            Article article,
            String digest) {
        PathAssignments holdings = PathAssignments.of(
                history, position, head, article, submit.given().oldPaths());
        PreviousState before = PathAssignments.before(history, head);
        Outcome outcome;
        if (before == null || !before.listed()) {
            outcome = new Outcome.Published(article, before, holdings.redirects());
        } else if (!before.path().equals(article.path())) {
            outcome = new Outcome.Moved(article, before, holdings.redirects());
        } else {
            outcome = new Outcome.Revised(article, before, holdings.redirects());
        }
        Head after = Head.live(article, position, digest, holdings.leading(), Identity.file(submit, head));
        return of(position, submit.request(), outcome)
                .head(after.rendered(submit.rendering()))
                .source(submit.given().source())
                .claims(holdings.claims())
                .build();
    }

    private static Decision draft(
            FoldState history,
            Position position,
            SubmitArticle submit,
            @Nullable Head head,
            Article article,
            String digest) {
        PreviousState before = PathAssignments.before(history, head);
        Outcome outcome = before != null && before.listed()
                ? new Outcome.Withdrawn(article.id(), article.revision(), before)
                : new Outcome.Drafted(article.id(), article.revision());
        // A draft claims no path and tells nothing.
        ArticleFile file = Identity.file(submit, head);
        Head after = before == null || head == null
                ? Head.draft(article, position, digest, file)
                : head.drafted(article, position, digest, before.redirects(), file);
        return of(position, submit.request(), outcome)
                .head(after.rendered(submit.rendering()))
                .draft(article)
                .source(submit.given().source())
                .build();
    }

    private static Decision withdraw(FoldState history, Position position, WithdrawArticle withdraw) {
        Head head = history.head(withdraw.article());
        if (head == null) {
            return rejected(
                    position,
                    withdraw,
                    Problem.of(Problem.Type.NOT_FOUND, "there is no article " + withdraw.article()));
        }
        if (head.status() == Status.WITHDRAWN) {
            return bare(position, withdraw.request(), unchanged(head));
        }
        Problem unmet = unmet(withdraw.request().preconditions(), head);
        if (unmet != null) {
            return rejected(position, withdraw, unmet);
        }
        PreviousState before = PathAssignments.before(history, head);
        Revision revision = head.revision().next();
        // A draft's withdrawal is nobody's business but its publisher's.
        Outcome outcome = before != null && before.listed()
                ? new Outcome.Withdrawn(head.id(), revision, before)
                : new Outcome.Drafted(head.id(), revision);
        return of(position, withdraw.request(), outcome)
                .head(head.withdrawn(revision, position))
                .build();
    }

    private static Decision changeSite(FoldState history, Position position, ChangeSite change) {
        SiteSettings before = history.site();
        if (change.replaces() != null && !change.replaces().equals(before.tag())) {
            return bare(
                    position,
                    change.request(),
                    new Outcome.Rejected(
                            null,
                            Problem.of(
                                    Problem.Type.PRECONDITION_FAILED,
                                    "If-Match",
                                    "the site's settings have been changed in the meantime: read them again")));
        }
        return bare(
                position,
                change.request(),
                before.equals(change.settings())
                        ? new Outcome.Unchanged(null, null, null)
                        : new Outcome.SiteChanged(change.settings(), before));
    }

    private static Article article(
            SiteSettings site, SubmitArticle submit, @Nullable Head head, ArticlePath path, OffsetDateTime date) {
        ArticleDraft given = submit.given();
        Request request = submit.request();
        Article article = Article.from(given)
                .id(submit.article())
                .revision(head == null ? Revision.FIRST : head.revision().next())
                .path(path)
                .date(date)
                .acceptedAt(head == null ? request.receivedAt() : head.acceptedAt())
                .modifiedAt(request.receivedAt())
                .modified(given.modified() == null ? null : in(site, given.modified()))
                .html(submit.html())
                .lead(submit.lead())
                .by(request.by())
                .build();
        // Readers are told of a change if there is one for them. What an earlier release left unsaid counts as one.
        return head != null && head.modifiedAt() != null && article.isSeenAs(head.seen())
                ? ArticleBuilder.builder(article).modifiedAt(head.modifiedAt()).build()
                : article;
    }

    private static @Nullable Problem unmet(Preconditions preconditions, @Nullable Head head) {
        if (preconditions.createOnly() && head != null) {
            return Problem.of(
                    Problem.Type.PRECONDITION_FAILED,
                    "If-None-Match",
                    "article " + head.id() + " exists already, at revision " + head.revision());
        }
        Revision expected = preconditions.ifMatch();
        if (expected != null && (head == null || !head.revision().equals(expected))) {
            return Problem.of(
                    Problem.Type.PRECONDITION_FAILED,
                    "If-Match",
                    head == null
                            ? "there is no such article"
                            : "the article is at revision " + head.revision() + ", not " + expected);
        }
        return null;
    }

    /** What is unchanged may still belong to a file from now on. */
    private static Decision unchanged(Position position, SubmitArticle submit, Head head) {
        Head after = head.of(Identity.file(submit, head)).rendered(Math.max(head.rendering(), submit.rendering()));
        return of(position, submit.request(), unchanged(head))
                .head(after.equals(head) ? null : after)
                .build();
    }

    private static Outcome unchanged(Head head) {
        return new Outcome.Unchanged(head.id(), head.revision(), head.isLive() ? head.path() : null);
    }

    private static Decision rejected(Position position, Submission submission, Problem problem) {
        return bare(position, submission.request(), new Outcome.Rejected(articleOf(submission), problem));
    }

    private static @Nullable ArticleId articleOf(Submission submission) {
        return switch (submission) {
            case SubmitArticle submit -> submit.article();
            case WithdrawArticle withdraw -> withdraw.article();
            case ChangeSite _ -> null;
        };
    }

    private static Decision bare(Position position, Request request, Outcome outcome) {
        return of(position, request, outcome).build();
    }

    private static DecisionBuilder of(Position position, Request request, Outcome outcome) {
        return DecisionBuilder.builder()
                .position(position)
                .at(request.receivedAt())
                .by(request.by())
                .outcome(outcome)
                .imported(request.imported());
    }

    private static Decision claim(Decision d, Idempotency idempotency) {
        return DecisionBuilder.builder(d)
                .key(new KeyClaim(idempotency.key(), idempotency.fingerprint(), d.position(), Result.of(d.outcome())))
                .build();
    }
}
