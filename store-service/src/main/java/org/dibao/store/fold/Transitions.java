package org.dibao.store.fold;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.PreviousState;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission.KeepAppointment;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.dibao.store.fold.PathClaim.Kind;
import org.jspecify.annotations.Nullable;

/** What becomes of an article once nothing speaks against it: the outcome, how it stands, and the paths that change hands. */
final class Transitions {
    private Transitions() {}

    static Decision live(
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
        return NewDecision.of(position, submit.request(), outcome)
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
    static Decision scheduled(
            FoldState history,
            Position position,
            SubmitArticle submit,
            @Nullable Head head,
            Article article,
            Times times) {
        Decision draft = drafted(history, position, submit, head, article);
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

    /** A draft claims no path and tells nothing. */
    static Decision drafted(
            FoldState history, Position position, SubmitArticle submit, @Nullable Head head, Article article) {
        PreviousState before = PathAssignments.before(history, head);
        Outcome outcome = before != null && before.listed()
                ? new Outcome.Withdrawn(article.id(), article.revision(), before)
                : new Outcome.Drafted(article.id(), article.revision());
        String digest = submit.given().digest();
        ArticleFile file = Identity.file(submit, head);
        Head after = before == null || head == null
                ? Head.draft(article, position, digest, file)
                : head.drafted(article, position, digest, before.redirects(), file);
        return NewDecision.of(position, submit.request(), outcome)
                .head(after.rendered(submit.rendering()).at(Identity.place(submit, head)))
                .draft(article)
                .source(submit.given().source())
                .claims(Reservations.with(history, position, head, after, List.of()))
                .build();
    }

    static Decision published(FoldState history, Position position, KeepAppointment kept, Head head) {
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
        return NewDecision.of(
                        position,
                        kept.request(),
                        new Outcome.Published(article, before, holdings.redirects(), kept.at()))
                .head(after)
                .source(content.source())
                .given(content.position())
                .claims(Reservations.with(history, position, head, after, holdings.claims()))
                .settled(isSettled(head, after))
                .build();
    }

    static Decision withdrawn(
            FoldState history, Position position, Request request, Head head, @Nullable Instant scheduledFor) {
        PreviousState before = PathAssignments.before(history, head);
        Revision revision = head.revision().next();
        // A draft's withdrawal is nobody's business but its publisher's.
        Outcome outcome = before != null && before.listed()
                ? new Outcome.Withdrawn(head.id(), revision, before, scheduledFor)
                : new Outcome.Drafted(head.id(), revision);
        Head after = head.withdrawn(revision, position);
        return NewDecision.of(position, request, outcome)
                .head(after)
                .claims(Reservations.with(history, position, head, after, List.of()))
                .build();
    }

    static Decision erased(FoldState history, Position position, Request request, Head head) {
        PreviousState before = PathAssignments.before(history, head);
        Revision revision = head.revision().next();
        Outcome outcome = before == null
                ? new Outcome.Drafted(head.id(), revision) // nobody but its publisher ever knew of it
                : new Outcome.Erased(head.id(), revision, before);
        Head after = head.erased(revision, position);
        return NewDecision.of(position, request, outcome)
                .head(after)
                .claims(Reservations.with(history, position, head, after, List.of()))
                .build();
    }

    /** What is unchanged may still belong to a file from now on. */
    static Decision unchanged(Position position, SubmitArticle submit, Head head) {
        Head after = head.of(Identity.file(submit, head))
                .at(Identity.place(submit, head))
                .rendered(Math.max(head.rendering(), submit.rendering()));
        return NewDecision.of(position, submit.request(), unchanged(head))
                .head(after.equals(head) ? null : after)
                .build();
    }

    static Decision unchanged(Position position, Request request, Head head) {
        return NewDecision.bare(position, request, unchanged(head));
    }

    private static Outcome unchanged(Head head) {
        return new Outcome.Unchanged(head.id(), head.revision(), head.isLive() ? head.path() : null);
    }
}
