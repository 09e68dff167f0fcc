package org.dibao.ingest.submissions;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Digest;
import org.dibao.contract.event.Problem;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.submission.Submission.SubmitArticle.Kept;
import org.dibao.ingest.article.ArticleReader;
import org.dibao.ingest.article.ReadResult;
import org.dibao.ingest.article.Upload;
import org.dibao.ingest.log.Append;
import org.dibao.ingest.log.ArticleLog;
import org.jspecify.annotations.Nullable;

/**
 * Prepares submissions from uploads and appends them. These are two separate steps, so that a sender who is told that
 * the first took too long can rely on the second never happening.
 */
public final class SubmissionService {
    private final ArticleReader reader;
    private final ArticleLog log;
    private final Clock clock;
    private final SubmissionCounters counters;
    private final SingleSubmissions singles;

    /** @param singles is told of each submission that is not part of an import */
    public SubmissionService(
            ArticleReader reader, ArticleLog log, SingleSubmissions singles, Clock clock, MeterRegistry meters) {
        this.reader = reader;
        this.log = log;
        this.singles = singles;
        this.clock = clock;
        this.counters = new SubmissionCounters(meters);
    }

    /** Creates or replaces an article. Parses in the caller's thread. */
    public PreparedSubmission article(Upload upload, Sender sender, String fingerprint) {
        return article(upload, sender, fingerprint, SubmissionService::named);
    }

    /** The same for a line of an import: without an id, the same content is the same article. */
    public PreparedSubmission imported(Upload upload, Sender sender, String fingerprint) {
        String content = new String(upload.content(), StandardCharsets.UTF_8).strip();
        return article(upload, sender, fingerprint, _ -> new ArticleId("line-" + Digest.of(content)));
    }

    /** @param unnamed the id of an article without one */
    private PreparedSubmission article(
            Upload upload, Sender sender, String fingerprint, Function<Request, ArticleId> unnamed) {
        Instant now = now();
        return switch (reader.read(upload, now)) {
            case ReadResult.Invalid invalid -> new PreparedSubmission.Invalid(invalid.problem());
            case ReadResult.Read read -> {
                Request request = sender.request(now, fingerprint);
                ArticleId id = read.id() != null ? read.id() : unnamed.apply(request);
                Submission.SubmitArticle submit = Submission.SubmitArticle.read(
                                request,
                                id,
                                read.given(),
                                read.html(),
                                read.file(),
                                read.named(),
                                read.rendering().lead(),
                                read.timed())
                        .at(upload.place())
                        .keeping(addressMadeOfTitle(read));
                yield new PreparedSubmission.Ready(
                        SubmissionCounters.SUBMIT, sender.trace(), id, submit, read.warnings());
            }
        };
    }

    /** An article that may be there already keeps its address when its title changes, unless it is given one. */
    private static Set<Kept> addressMadeOfTitle(ReadResult.Read read) {
        ArticleDraft given = read.given();
        return read.id() != null && given.slug() == null && given.permalink() == null ? Set.of(Kept.SLUG) : Set.of();
    }

    public PreparedSubmission withdrawal(ArticleId article, Sender sender, String fingerprint) {
        return new PreparedSubmission.Ready(
                SubmissionCounters.WITHDRAW,
                sender.trace(),
                article,
                new Submission.WithdrawArticle(sender.request(now(), fingerprint), article));
    }

    /** An article that is read already. */
    public PreparedSubmission article(Submission.SubmitArticle submit, Sender sender) {
        return new PreparedSubmission.Ready(SubmissionCounters.SUBMIT, sender.trace(), submit.article(), submit);
    }

    /** A file whose bytes are kept. */
    public PreparedSubmission file(FilePath path, FileContent content, Sender sender, String fingerprint) {
        return new PreparedSubmission.Ready(
                SubmissionCounters.KEEP_FILE,
                sender.trace(),
                null,
                new Submission.KeepFile(sender.request(now(), fingerprint), path, content));
    }

    public PreparedSubmission removal(FilePath path, Sender sender, String fingerprint) {
        return new PreparedSubmission.Ready(
                SubmissionCounters.REMOVE_FILE,
                sender.trace(),
                null,
                new Submission.RemoveFile(sender.request(now(), fingerprint), path));
    }

    /** @param replaces the tag of the settings that must be in force; absent: whichever are */
    public PreparedSubmission site(
            SiteSettings settings, @Nullable String replaces, Sender sender, String fingerprint) {
        return new PreparedSubmission.Ready(
                SubmissionCounters.CHANGE_SITE,
                sender.trace(),
                null,
                new Submission.ChangeSite(sender.request(now(), fingerprint), settings, replaces));
    }

    /**
     * Appends it to the log; imports and files let it go first. Never blocks; the stage never fails.
     *
     * @param within time limit for the answer; the log's own limit may be shorter
     */
    public CompletionStage<SubmissionReply> append(PreparedSubmission prepared, Duration within) {
        return append(prepared, within, singles::follow);
    }

    /** The same for what lets others go first: an article of an import, a file. */
    public CompletionStage<SubmissionReply> appendBehind(PreparedSubmission prepared, Duration within) {
        return append(prepared, within, _ -> {});
    }

    private CompletionStage<SubmissionReply> append(
            PreparedSubmission prepared, Duration within, Consumer<CompletionStage<Append>> told) {
        return switch (prepared) {
            case PreparedSubmission.Invalid invalid ->
                CompletableFuture.completedFuture(refused(null, invalid.problem()));
            case PreparedSubmission.Ready ready -> {
                CompletionStage<Append> appending = log.append(ready.submission(), ready.trace(), within);
                told.accept(appending);
                yield appending.thenApply(append -> answer(ready, append));
            }
        };
    }

    private SubmissionReply answer(PreparedSubmission.Ready ready, Append append) {
        return switch (append) {
            case Append.Appended appended -> {
                counters.appended(ready.kind());
                yield new SubmissionReply.Accepted(
                        appended.position(),
                        ready.article(),
                        ready.submission().request().receivedAt(),
                        ready.submission() instanceof Submission.KeepFile file ? FileLink.of(file) : null,
                        ready.warnings());
            }
            case Append.Refused refused -> refused(ready.article(), refused.problem());
            case Append.Unknown unknown -> {
                countRefused(unknown.problem());
                yield new SubmissionReply.Unknown(ready.article(), unknown.problem());
            }
        };
    }

    private SubmissionReply refused(@Nullable ArticleId article, Problem problem) {
        countRefused(problem);
        return new SubmissionReply.Refused(article, problem);
    }

    /** Counts a refusal that happened before there was a submission. */
    public void countRefused(Problem problem) {
        counters.refused(problem.type());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * For an article without an id: a retry with the same key is the same article, and any other request is a new one.
     */
    private static ArticleId named(Request request) {
        Idempotency idempotency = request.idempotency();
        return new ArticleId(
                idempotency != null
                        ? "k" + Digest.of(idempotency.key())
                        : UuidV7.at(request.receivedAt()).toString());
    }
}
