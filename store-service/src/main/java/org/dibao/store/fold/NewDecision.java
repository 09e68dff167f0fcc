package org.dibao.store.fold;

import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Problem;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.submission.Submission.ChangeSite;
import org.dibao.contract.submission.Submission.EraseArticle;
import org.dibao.contract.submission.Submission.KeepAppointment;
import org.dibao.contract.submission.Submission.KeepFile;
import org.dibao.contract.submission.Submission.RemoveFile;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.dibao.contract.submission.Submission.WithdrawArticle;
import org.jspecify.annotations.Nullable;

/** What every decision has, and those from which nothing follows. */
final class NewDecision {
    private NewDecision() {}

    static Decision bare(Position position, Request request, Outcome outcome) {
        return of(position, request, outcome).build();
    }

    /** To be completed with what follows from the outcome. */
    static DecisionBuilder of(Position position, Request request, Outcome outcome) {
        return DecisionBuilder.builder()
                .position(position)
                .at(request.receivedAt())
                .by(request.by())
                .outcome(outcome)
                .imported(request.imported());
    }

    static Decision rejected(Position position, Submission submission, Problem problem) {
        return bare(
                position,
                submission.request(),
                new Outcome.Rejected(articleOf(submission), problem, fileOf(submission)));
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
}
