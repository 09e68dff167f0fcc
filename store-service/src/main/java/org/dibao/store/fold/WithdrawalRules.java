package org.dibao.store.fold;

import org.dibao.contract.article.Position;
import org.dibao.contract.article.Status;
import org.dibao.contract.event.Problem;
import org.dibao.contract.submission.Submission.EraseArticle;
import org.dibao.contract.submission.Submission.WithdrawArticle;

/** Whether an article is withdrawn, and whether one that is withdrawn is erased. */
final class WithdrawalRules {
    private WithdrawalRules() {}

    static Decision withdraw(FoldState history, Position position, WithdrawArticle withdraw) {
        Head head = history.head(withdraw.article());
        if (head == null) {
            return NewDecision.rejected(
                    position,
                    withdraw,
                    Problem.of(Problem.Type.NOT_FOUND, "there is no article " + withdraw.article()));
        }
        if (head.status() == Status.WITHDRAWN || head.isErased()) {
            return Transitions.unchanged(position, withdraw.request(), head);
        }
        Problem unmet = ArticleRules.unmet(withdraw.request().preconditions(), head);
        if (unmet != null) {
            return NewDecision.rejected(position, withdraw, unmet);
        }
        return Transitions.withdrawn(history, position, withdraw.request(), head, null);
    }

    /** Whoever erased has seen that it was withdrawn. */
    static Decision erase(FoldState history, Position position, EraseArticle erase) {
        Head head = history.head(erase.article());
        if (head == null) {
            return NewDecision.rejected(
                    position, erase, Problem.of(Problem.Type.NOT_FOUND, "there is no article " + erase.article()));
        }
        if (head.isErased()) {
            return Transitions.unchanged(position, erase.request(), head);
        }
        if (head.isLive()) {
            return NewDecision.rejected(
                    position,
                    erase,
                    Problem.of(
                            Problem.Type.PRECONDITION_FAILED, "article " + head.id() + " is live: withdraw it first"));
        }
        return Transitions.erased(history, position, erase.request(), head);
    }
}
