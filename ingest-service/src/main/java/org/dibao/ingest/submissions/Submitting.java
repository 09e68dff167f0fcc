package org.dibao.ingest.submissions;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
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

/**
 * Makes a submission of what was sent, and appends it. These are two steps, so that a sender who was told that the first took
 * too long can rely on it that the second never happens.
 */
public final class Submitting {
    private final ArticleReader reader;
    private final ArticleLog log;
    private final Clock clock;
    private final SubmissionCounters counters;

    public Submitting(ArticleReader reader, ArticleLog log, Clock clock, MeterRegistry meters) {
        this.reader = reader;
        this.log = log;
        this.clock = clock;
        this.counters = new SubmissionCounters(meters);
    }

    /** Create an article, or replace it. Takes the caller's thread for the reading. */
    public Prepared article(Upload upload, Sender sender, String fingerprint) {
        Instant now = now();
        return switch (reader.read(upload, now)) {
            case Reading.Invalid invalid -> new Prepared.Invalid(invalid.problem());
            case Reading.Read read -> {
                Request request = sender.request(now, fingerprint);
                ArticleId id = read.id() != null ? read.id() : named(request);
                yield new Prepared.Ready(
                        SubmissionCounters.SUBMIT,
                        sender.trace(),
                        id,
                        new Submission.SubmitArticle(request, id, read.given(), read.html()));
            }
        };
    }

    public Prepared withdrawal(ArticleId article, Sender sender, String fingerprint) {
        return new Prepared.Ready(
                SubmissionCounters.WITHDRAW,
                sender.trace(),
                article,
                new Submission.WithdrawArticle(sender.request(now(), fingerprint), article));
    }

    public Prepared site(SiteSettings settings, Sender sender, String fingerprint) {
        return new Prepared.Ready(
                SubmissionCounters.CHANGE_SITE,
                sender.trace(),
                null,
                new Submission.ChangeSite(sender.request(now(), fingerprint), settings));
    }

    /**
     * Puts it into the log. Never blocks; the stage never fails.
     *
     * @param within when the answer has to be there; the log's own limit may be shorter
     */
    public CompletionStage<Answer> append(Prepared prepared, Duration within) {
        return switch (prepared) {
            case Prepared.Invalid invalid -> CompletableFuture.completedFuture(refused(null, invalid.problem()));
            case Prepared.Ready ready ->
                log.append(ready.submission(), ready.trace(), within).thenApply(append -> answer(ready, append));
        };
    }

    private Answer answer(Prepared.Ready ready, Append append) {
        return switch (append) {
            case Append.Appended appended -> {
                counters.appended(ready.kind());
                yield new Answer.Accepted(
                        appended.position(),
                        ready.article(),
                        ready.submission().request().receivedAt());
            }
            case Append.Refused refused -> refused(ready.article(), refused.problem());
            case Append.Unknown unknown -> {
                countRefused(unknown.problem());
                yield new Answer.Unknown(ready.article(), unknown.problem());
            }
        };
    }

    private Answer refused(@Nullable ArticleId article, Problem problem) {
        countRefused(problem);
        return new Answer.Refused(article, problem);
    }

    /** Counts what was refused before it was a submission. */
    public void countRefused(Problem problem) {
        counters.refused(problem.type());
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
}
