package org.dibao.ingest.submissions;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Digest;
import org.dibao.contract.event.Problem;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.dibao.ingest.article.ArticleReader;
import org.dibao.ingest.article.Reading;
import org.dibao.ingest.article.Upload;
import org.dibao.ingest.log.Append;
import org.dibao.ingest.log.ArticleLog;
import org.jspecify.annotations.Nullable;

/** Takes what was sent, makes a submission of it and appends that. Each call takes the caller's thread for the reading. */
public final class Submitting {
    private final ArticleReader reader;
    private final ArticleLog log;
    private final Clock clock;
    private final MeterRegistry meters;

    public Submitting(ArticleReader reader, ArticleLog log, Clock clock, MeterRegistry meters) {
        this.reader = reader;
        this.log = log;
        this.clock = clock;
        this.meters = meters;
    }

    /** Create an article, or replace it. */
    public CompletionStage<Answer> submit(Upload upload, Sender sender, String fingerprint) {
        Instant now = now();
        return switch (reader.read(upload, now)) {
            case Reading.Invalid invalid -> CompletableFuture.completedFuture(refused(null, invalid.problem()));
            case Reading.Read read -> {
                Request request = sender.request(now, fingerprint);
                ArticleId id = read.id() != null ? read.id() : named(request);
                yield append("submit", sender, id, new Submission.SubmitArticle(request, id, read.given(), read.html()));
            }
        };
    }

    public CompletionStage<Answer> withdraw(ArticleId article, Sender sender, String fingerprint) {
        return append(
                "withdraw",
                sender,
                article,
                new Submission.WithdrawArticle(sender.request(now(), fingerprint), article));
    }

    public CompletionStage<Answer> changeSite(SiteSettings settings, Sender sender, String fingerprint) {
        return append("change-site", sender, null, new Submission.ChangeSite(sender.request(now(), fingerprint), settings));
    }

    /** Counts what was refused before it was a submission. */
    public void countRefused(Problem problem) {
        meters.counter("dibao.submissions.refused", "reason", problem.type().slug())
                .increment();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Without a name: a retry under the same key is the same article, and any other request is a new one. */
    private static ArticleId named(Request request) {
        Idempotency idempotency = request.idempotency();
        return new ArticleId(
                idempotency != null
                        ? "k" + Digest.of(idempotency.key())
                        : UuidV7.at(request.receivedAt()).toString());
    }

    private CompletionStage<Answer> append(
            String kind, Sender sender, @Nullable ArticleId article, Submission submission) {
        return log.append(submission, sender.trace()).thenApply(append -> switch (append) {
            case Append.Appended appended -> {
                meters.counter("dibao.submissions.appended", "kind", kind).increment();
                yield new Answer.Accepted(
                        appended.position(), article, submission.request().receivedAt());
            }
            case Append.Refused refused -> refused(article, refused.problem());
            case Append.Unknown unknown -> refused(article, unknown.problem());
        });
    }

    private Answer refused(@Nullable ArticleId article, Problem problem) {
        countRefused(problem);
        return new Answer.Refused(article, problem);
    }
}
