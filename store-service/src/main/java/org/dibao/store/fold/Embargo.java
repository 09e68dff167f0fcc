package org.dibao.store.fold;

import java.time.OffsetDateTime;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Result;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.submission.Submission.KeepAppointment;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.jspecify.annotations.Nullable;

/**
 * What subscribers may know of a scheduled article before its time: nothing, not even its id, which often repeats its
 * title. Only facts are public, and a scheduled article makes none.
 */
final class Embargo {
    private Embargo() {}

    /** The decision, concealed if it is about an article that was, is, or was to be scheduled. */
    static Decision of(FoldState history, Submission submission, Decision decision) {
        return decision.outcome() instanceof Outcome.Bare && applies(history, submission, decision)
                ? DecisionBuilder.builder(decision).concealed(true).build()
                : decision;
    }

    private static boolean applies(FoldState history, Submission submission, Decision decision) {
        ArticleId article = Result.of(decision.outcome()).article();
        return submission instanceof KeepAppointment
                || submission instanceof SubmitArticle submit && isAhead(history, submit)
                || isScheduled(decision.head())
                || decision.outcome() instanceof Outcome.Repeated repeated
                        && repeated.result().outcome() == Result.Kind.SCHEDULED
                || article != null && isScheduled(history.head(article));
    }

    private static boolean isAhead(FoldState history, SubmitArticle submit) {
        Head head = history.head(submit.article());
        OffsetDateTime date = ArticleDates.of(history.site(), head, submit);
        return submit.timed() && Times.of(history.site(), head, submit, date).publication() != null;
    }

    private static boolean isScheduled(@Nullable Head head) {
        return head != null && head.isScheduled();
    }
}
