package org.dibao.store.fold;

import org.dibao.contract.article.Position;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.submission.Submission.ChangeSite;
import org.dibao.contract.submission.Submission.EraseArticle;
import org.dibao.contract.submission.Submission.KeepAppointment;
import org.dibao.contract.submission.Submission.KeepFile;
import org.dibao.contract.submission.Submission.RemoveFile;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.dibao.contract.submission.Submission.WithdrawArticle;

/**
 * The rule of the system: the history so far and one submission give one decision. A pure function: it reads no clock
 * and no configuration, so a replay of the log decides the same. A key that was used before is looked at first.
 */
public final class Fold {
    private Fold() {}

    public static Decision decide(FoldState history, Position position, Submission submission) {
        Idempotency idempotency = submission.request().idempotency();
        KeyClaim first = idempotency == null ? null : history.key(idempotency.key());
        if (idempotency != null && first != null) {
            return Embargo.of(history, submission, again(position, submission, first, idempotency));
        }
        Decision decision = switch (submission) {
            case SubmitArticle submit -> ArticleRules.submit(history, position, submit);
            case WithdrawArticle withdraw -> WithdrawalRules.withdraw(history, position, withdraw);
            case EraseArticle erase -> WithdrawalRules.erase(history, position, erase);
            case ChangeSite change -> changeSite(history, position, change);
            case KeepAppointment appointment -> AppointmentRules.keep(history, position, appointment);
            case KeepFile file -> FileRules.keep(history, position, file);
            case RemoveFile file -> FileRules.remove(history, position, file);
        };
        decision = Embargo.of(history, submission, decision);
        return idempotency == null ? decision : claim(decision, idempotency);
    }

    /** A key that was used before stands for what was decided then. */
    private static Decision again(Position position, Submission submission, KeyClaim first, Idempotency idempotency) {
        return first.fingerprint().equals(idempotency.fingerprint())
                ? NewDecision.bare(
                        position, submission.request(), new Outcome.Repeated(first.position(), first.result()))
                : NewDecision.rejected(
                        position,
                        submission,
                        Problem.of(
                                Problem.Type.KEY_REUSED,
                                "Idempotency-Key",
                                "this key was used for another request, at position " + first.position()));
    }

    /** Whether its body is needed to decide: the same was given before, and another release renders it. */
    public static boolean asksForBody(Head head, SubmitArticle submit) {
        return ReadersView.isRenderedAnew(head, submit)
                && head.digest().equals(submit.given().digest());
    }

    private static Decision changeSite(FoldState history, Position position, ChangeSite change) {
        SiteSettings before = history.site();
        if (change.replaces() != null && !change.replaces().equals(before.tag())) {
            return NewDecision.rejected(
                    position,
                    change,
                    Problem.of(
                            Problem.Type.PRECONDITION_FAILED,
                            "If-Match",
                            "the site's settings have been changed in the meantime: read them again"));
        }
        return NewDecision.bare(
                position,
                change.request(),
                before.equals(change.settings())
                        ? new Outcome.Unchanged(null, null, null)
                        : new Outcome.SiteChanged(change.settings(), before));
    }

    private static Decision claim(Decision d, Idempotency idempotency) {
        return DecisionBuilder.builder(d)
                .key(new KeyClaim(idempotency.key(), idempotency.fingerprint(), d.position(), Result.of(d.outcome())))
                .build();
    }
}
