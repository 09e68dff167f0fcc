package org.dibao.store.fold;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
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
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.submission.Submission.ChangeSite;
import org.dibao.contract.submission.Submission.EraseArticle;
import org.dibao.contract.submission.Submission.KeepAppointment;
import org.dibao.contract.submission.Submission.KeepFile;
import org.dibao.contract.submission.Submission.RemoveFile;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.dibao.contract.submission.Submission.SubmitArticle.Kept;
import org.dibao.contract.submission.Submission.WithdrawArticle;
import org.dibao.store.fold.PathClaim.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The rule of the system: the history so far and one submission give one decision. A pure function: it reads no clock
 * and no configuration, so a replay of the log decides the same. The checks come in this order: idempotency key, file,
 * erased, same content, preconditions, dates, path. A move of the same content is unchanged only if its address and dates are.
 */
public final class Fold {
    private Fold() {}

    public static Decision decide(FoldState history, Position position, Submission submission) {
        Request request = submission.request();
        Idempotency idempotency = request.idempotency();
        KeyClaim first = idempotency == null ? null : history.key(idempotency.key());
        if (idempotency != null && first != null) {
            Outcome outcome = first.fingerprint().equals(idempotency.fingerprint())
                    ? new Outcome.Repeated(first.position(), first.result())
                    : new Outcome.Rejected(
                            articleOf(submission),
                            Problem.of(
                                    Problem.Type.KEY_REUSED,
                                    "Idempotency-Key",
                                    "this key was used for another request, at position " + first.position()),
                            fileOf(submission));
            return Embargo.of(history, submission, bare(position, request, outcome));
        }
        Decision decision = switch (submission) {
            case SubmitArticle submit -> submit(history, position, submit);
            case WithdrawArticle withdraw -> withdraw(history, position, withdraw);
            case EraseArticle erase -> erase(history, position, erase);
            case ChangeSite change -> changeSite(history, position, change);
            case KeepAppointment appointment -> keep(history, position, appointment);
            case KeepFile file -> FileRules.keep(history, position, file);
            case RemoveFile file -> FileRules.remove(history, position, file);
        };
        decision = Embargo.of(history, submission, decision);
        return idempotency == null ? decision : claim(decision, idempotency);
    }

    /**
     * The date that an article has: the one that it keeps, or its own, else the one it had, else the moment of its publication or
     * acceptance; in the site's zone.
     */
    public static OffsetDateTime date(SiteSettings site, @Nullable Head head, SubmitArticle submit) {
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
        if (head != null && head.isErased()) {
            return rejected(
                    position,
                    submit,
                    Problem.of(
                            Problem.Type.GONE,
                            "article " + id + " was erased, and its id is not used again: what is another text needs"
                                    + " another id"));
        }
        ArticleDraft given = submit.given();
        String digest = given.digest();
        OffsetDateTime date = date(history.site(), head, submit);
        Times times = Times.of(history.site(), head, submit, date);
        Status wanted = times.wanted(submit, head);
        boolean same = head != null && head.digest().equals(digest) && isAs(head, wanted, times, submit);
        if (head != null && same && !submit.moves() && !ReadersView.changes(history, head, submit)) {
            return unchanged(position, submit, head);
        }
        Problem unmet = unmet(submit.request().preconditions(), head);
        if (unmet != null) {
            return rejected(position, submit, unmet);
        }
        if (head != null && submit.moves() && head.digest().equals(digest) && !same) {
            return rejected(position, submit, Moves.ofAnother(head));
        }
        Problem invalid = Validity.problem(history.site(), submit, date, times);
        if (invalid != null) {
            return rejected(position, submit, invalid);
        }
        ArticlePath path;
        try {
            path = path(history, submit, head, date);
        } catch (IllegalArgumentException e) {
            return rejected(
                    position, submit, Problem.of(Problem.Type.INVALID, "permalink", String.valueOf(e.getMessage())));
        }
        Article article = article(history.site(), submit, head, path, date, wanted == Status.SCHEDULED ? times : null);
        if (head != null && same && submit.moves() && Moves.isThere(head, article, times)) {
            return unchanged(position, submit, head);
        }
        if (given.draft()) {
            return draft(history, position, submit, head, article, digest).build();
        }
        PathClaim owner = history.claim(path);
        if (owner != null && owner.kind() == Kind.CURRENT && !owner.article().equals(article.id())) {
            return rejected(
                    position,
                    submit,
                    Problem.of(
                            Problem.Type.PATH_TAKEN,
                            "permalink",
                            (times.publication() != null ? "its path" : path) + " belongs to article " + owner.article()
                                    + "; give another slug or permalink"));
        }
        if (Reservations.byAnother(owner, article.id()) != null) {
            return rejected(
                    position,
                    submit,
                    Problem.of(
                            Problem.Type.PATH_TAKEN,
                            "permalink",
                            "its path is reserved for a scheduled article; give another slug or permalink"));
        }
        Problem file = FileRules.keepsAway(history, path, article.id(), owner);
        if (file != null) {
            return rejected(position, submit, file);
        }
        return wanted == Status.SCHEDULED
                ? scheduled(history, position, submit, head, article, times)
                : live(history, position, submit, head, article, times);
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

    private static Decision live(
            FoldState history,
            Position position,
            SubmitArticle submit,
            @Nullable Head head,
            Article article,
            Times times) {
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
        Instant publishedFor = head == null || !head.isLive() ? null : head.publishAt();
        Head after = Head.live(
                        article, position, submit.given().digest(), holdings.leading(), Identity.file(submit, head))
                .timed(publishedFor, times.withdrawal())
                .at(Identity.place(submit, head));
        return of(position, submit.request(), outcome)
                .head(after.rendered(submit.rendering()))
                .source(submit.given().source())
                .claims(Reservations.with(history, position, head, after, holdings.claims()))
                .settled(isSettled(head, after))
                .build();
    }

    /** Whether it has just become one of those that nothing more will happen to by themselves. */
    private static boolean isSettled(@Nullable Head before, Head after) {
        return before != null && !before.isSettled() && after.isSettled();
    }

    /** Stored like a draft, but with its path reserved. */
    private static Decision scheduled(
            FoldState history,
            Position position,
            SubmitArticle submit,
            @Nullable Head head,
            Article article,
            Times times) {
        Decision draft = draft(
                        history, position, submit, head, article, submit.given().digest())
                .build();
        Instant publication = Objects.requireNonNull(times.publication());
        PathClaim claim = history.claim(article.path());
        boolean own = claim != null && claim.kind() == Kind.CURRENT;
        Head after = Objects.requireNonNull(draft.head())
                .scheduled(publication, times.withdrawal(), own ? null : article.path());
        return DecisionBuilder.builder(draft)
                .outcome(
                        draft.outcome() instanceof Outcome.Withdrawn
                                ? draft.outcome()
                                : new Outcome.Scheduled(article.id(), article.revision(), publication))
                .head(after)
                .oldPaths(submit.given().oldPaths())
                .claims(Reservations.with(history, position, head, after, List.of()))
                .build();
    }

    /** Its time has come, unless the article has been changed since: then nothing is due at this time any more. */
    private static Decision keep(FoldState history, Position position, KeepAppointment kept) {
        Head head = history.head(kept.article());
        Request request = kept.request();
        Appointment due = new Appointment(kept.article(), kept.action(), kept.at());
        if (head == null
                || !due.equals(head.appointment())
                || request.receivedAt().isBefore(kept.at())) {
            return bare(position, request, new Outcome.Unchanged(kept.article(), null, null));
        }
        boolean over = new Times(null, head.withdrawAt()).areOver(request.receivedAt());
        return over ? withdrawn(history, position, request, head, kept.at()) : publish(history, position, kept, head);
    }

    private static Decision publish(FoldState history, Position position, KeepAppointment kept, Head head) {
        Decision content = Objects.requireNonNull(history.content(head.content()), "a scheduled article has content");
        Article article = ArticleBuilder.builder(Objects.requireNonNull(content.draft()))
                .revision(head.revision().next())
                .build();
        PathAssignments holdings = PathAssignments.of(history, position, head, article, content.oldPaths());
        PreviousState before = PathAssignments.before(history, head);
        Head after = Head.live(article, position, head.digest(), holdings.leading(), head.file())
                .timed(kept.at(), head.withdrawAt())
                .at(head.place())
                .rendered(head.rendering());
        return of(position, kept.request(), new Outcome.Published(article, before, holdings.redirects(), kept.at()))
                .head(after)
                .source(content.source())
                .given(content.position())
                .claims(Reservations.with(history, position, head, after, holdings.claims()))
                .settled(isSettled(head, after))
                .build();
    }

    private static DecisionBuilder draft(
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
                .head(after.rendered(submit.rendering()).at(Identity.place(submit, head)))
                .draft(article)
                .source(submit.given().source())
                .claims(Reservations.with(history, position, head, after, List.of()));
    }

    private static Decision withdraw(FoldState history, Position position, WithdrawArticle withdraw) {
        Head head = history.head(withdraw.article());
        if (head == null) {
            return rejected(
                    position,
                    withdraw,
                    Problem.of(Problem.Type.NOT_FOUND, "there is no article " + withdraw.article()));
        }
        if (head.status() == Status.WITHDRAWN || head.isErased()) {
            return bare(position, withdraw.request(), unchanged(head));
        }
        Problem unmet = unmet(withdraw.request().preconditions(), head);
        if (unmet != null) {
            return rejected(position, withdraw, unmet);
        }
        return withdrawn(history, position, withdraw.request(), head, null);
    }

    private static Decision withdrawn(
            FoldState history, Position position, Request request, Head head, @Nullable Instant scheduledFor) {
        PreviousState before = PathAssignments.before(history, head);
        Revision revision = head.revision().next();
        // A draft's withdrawal is nobody's business but its publisher's.
        Outcome outcome = before != null && before.listed()
                ? new Outcome.Withdrawn(head.id(), revision, before, scheduledFor)
                : new Outcome.Drafted(head.id(), revision);
        Head after = head.withdrawn(revision, position);
        return of(position, request, outcome)
                .head(after)
                .claims(Reservations.with(history, position, head, after, List.of()))
                .build();
    }

    /** Whoever erased has seen that it was withdrawn. */
    private static Decision erase(FoldState history, Position position, EraseArticle erase) {
        Head head = history.head(erase.article());
        if (head == null) {
            return rejected(
                    position, erase, Problem.of(Problem.Type.NOT_FOUND, "there is no article " + erase.article()));
        }
        if (head.isErased()) {
            return bare(position, erase.request(), unchanged(head));
        }
        if (head.isLive()) {
            return rejected(
                    position,
                    erase,
                    Problem.of(
                            Problem.Type.PRECONDITION_FAILED, "article " + head.id() + " is live: withdraw it first"));
        }
        PreviousState before = PathAssignments.before(history, head);
        Revision revision = head.revision().next();
        Outcome outcome = before == null
                ? new Outcome.Drafted(head.id(), revision) // nobody but its publisher ever knew of it
                : new Outcome.Erased(head.id(), revision, before);
        Head after = head.erased(revision, position);
        return of(position, erase.request(), outcome)
                .head(after)
                .claims(Reservations.with(history, position, head, after, List.of()))
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
                .modified(given.modified() == null ? null : in(site, given.modified()))
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

    private static @Nullable Problem unmet(Preconditions required, @Nullable Head head) {
        return head == null
                ? Conditions.unmet(required, null, "article", "")
                : Conditions.unmet(required, head.revision(), "article", "article " + head.id() + " exists already");
    }

    /** Whether the article stands as wanted, or no longer stands because its time is over. */
    private static boolean isAs(Head head, Status wanted, Times times, SubmitArticle submit) {
        boolean over = times.areOver(submit.request().receivedAt());
        return head.status() == wanted || over && head.status() == Status.WITHDRAWN;
    }

    /** What is unchanged may still belong to a file from now on. */
    private static Decision unchanged(Position position, SubmitArticle submit, Head head) {
        Head after = head.of(Identity.file(submit, head))
                .at(Identity.place(submit, head))
                .rendered(Math.max(head.rendering(), submit.rendering()));
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
            case EraseArticle erase -> erase.article();
            case KeepAppointment appointment -> appointment.article();
            case ChangeSite _, KeepFile _, RemoveFile _ -> null;
        };
    }

    private static @Nullable FilePath fileOf(Submission submission) {
        return switch (submission) {
            case KeepFile file -> file.path();
            case RemoveFile file -> file.path();
            case SubmitArticle _, WithdrawArticle _, EraseArticle _, KeepAppointment _, ChangeSite _ -> null;
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
