package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dibao.contract.ModelStore;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Problem;
import org.dibao.contract.submission.Submission;
import org.junit.jupiter.api.Test;

/** The rule and the model of it decide every history alike: two who were written apart, each a test of the other. */
class ModelStoreTest {
    private static final int HISTORIES = 60;
    private static final int LENGTH = 400;

    @Test
    void theModelDecidesLikeTheRule() {
        long seed = RandomHistory.seed();
        for (int i = 0; i < HISTORIES; i++) {
            Newsroom newsroom = new Newsroom();
            ModelStore model = new ModelStore();
            List<Submission> log = RandomHistory.log(seed + i, LENGTH);
            for (Submission submission : log) {
                ArticleEvent decided = newsroom.send(submission).event();
                assertThat(withoutWords(model.decide(submission)))
                        .as("seed %d, %s", seed + i, decided.position())
                        .isEqualTo(withoutWords(decided));
            }
        }
    }

    /** The model does not say what is wrong in the same words. */
    private static ArticleEvent withoutWords(ArticleEvent event) {
        Outcome outcome = switch (event.outcome()) {
            case Outcome.Rejected rejected ->
                new Outcome.Rejected(rejected.article(), withoutWords(rejected.problem()));
            case Outcome.Repeated repeated
            when repeated.result().problem() != null ->
                new Outcome.Repeated(
                        repeated.first(),
                        new org.dibao.contract.event.Result(
                                repeated.result().outcome(),
                                repeated.result().status(),
                                repeated.result().article(),
                                repeated.result().revision(),
                                repeated.result().path(),
                                withoutWords(repeated.result().problem()),
                                repeated.result().first()));
            default -> event.outcome();
        };
        return new ArticleEvent(event.position(), event.at(), outcome);
    }

    private static Problem withoutWords(Problem problem) {
        return new Problem(problem.type(), problem.status(), "", problem.field());
    }
}
