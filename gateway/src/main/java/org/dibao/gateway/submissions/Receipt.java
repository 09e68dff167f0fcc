package org.dibao.gateway.submissions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.file.FilePath;
import org.dibao.support.problem.ProblemDocuments;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The progress of a submission. {@code accepted}: it is in the log. {@code decided}: its outcome is known, but either
 * this gateway has yet to process it or nothing of it is visible, as with a draft or a refusal. {@code live}: this
 * gateway shows it.
 *
 * @param by    the name of the key that submitted it, if it is known
 * @param url   the page's absolute address, if it is live
 * @param first for a retry: the submission that it repeats
 * @param scheduledFor when it will be published, or when it was to be published or withdrawn
 * @param lateSeconds how much later that happened; absent if it was not late
 * @param liveAt when this gateway began to show it, if it remembers
 * @param streams to how many streams of this gateway its event was written so far, if it remembers
 * @param deliveries to how many subscriptions its event was delivered, if that is known
 * @param markdown of a file: what shows it in an article's Markdown; only in the answer to the submission itself
 * @param warnings what the sender may not have meant, each a sentence; only in the answer to the submission itself
 */
record Receipt(
        Position position,
        @Nullable ArticleId article,
        String status,
        @Nullable Instant receivedAt,
        @Nullable String by,
        Result.@Nullable Kind outcome,
        @Nullable Revision revision,
        @Nullable String path,
        @Nullable String url,
        @Nullable JsonNode problem,
        @Nullable Position first,
        @Nullable Instant scheduledFor,
        @Nullable Long lateSeconds,
        @Nullable Instant liveAt,
        @Nullable Integer streams,
        Deliveries.@Nullable Counts deliveries,
        @Nullable String markdown,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {

    static Receipt accepted(Position position, @Nullable ArticleId article, @Nullable Instant receivedAt) {
        return new Receipt(
                position,
                article,
                "accepted",
                receivedAt,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    /**
     * @param processed whether this gateway has processed the position
     * @param origin    scheme and host of the site
     */
    static Receipt of(Position position, Decided decided, boolean processed, String origin) {
        Result result = decided.result();
        FilePath file =
                result.outcome() == Result.Kind.FILE_WITHDRAWN || result.problem() != null ? null : result.file();
        String path = file != null
                ? file.value()
                : result.path() == null ? null : result.path().value();
        Problem problem = result.problem();
        return new Receipt(
                position,
                result.article(),
                processed && isVisible(result) ? "live" : "decided",
                null,
                decided.by(),
                result.outcome(),
                result.revision(),
                path,
                path == null ? null : origin + ArticlePath.encode(path),
                problem == null ? null : ProblemDocuments.json(ProblemDocuments.of(problem)),
                result.first(),
                result.scheduledFor(),
                decided.lateSeconds(),
                null,
                null,
                null,
                null,
                List.of());
    }

    boolean isLive() {
        return status.equals("live");
    }

    /** With how far it has got. */
    Receipt reached(@Nullable Instant at, @Nullable Integer pushedTo, Deliveries.@Nullable Counts deliveredTo) {
        return new Receipt(
                position,
                article,
                status,
                receivedAt,
                by,
                outcome,
                revision,
                path,
                url,
                problem,
                first,
                scheduledFor,
                lateSeconds,
                at == null ? null : at.truncatedTo(ChronoUnit.MILLIS),
                pushedTo,
                deliveredTo,
                markdown,
                warnings);
    }

    /**
     * Where a file will be.
     *
     * @param markdown what shows it in an article
     */
    record FileLink(String path, String markdown) {}

    /** With where the file will be, if it is about one. */
    Receipt linked(@Nullable FileLink file) {
        return file == null || problem != null
                ? this
                : new Receipt(
                        position,
                        article,
                        status,
                        receivedAt,
                        by,
                        outcome,
                        revision,
                        file.path(),
                        url,
                        problem,
                        first,
                        scheduledFor,
                        lateSeconds,
                        liveAt,
                        streams,
                        deliveries,
                        file.markdown(),
                        warnings);
    }

    /** With what ingest remarked. */
    Receipt warned(List<String> remarks) {
        return new Receipt(
                position,
                article,
                status,
                receivedAt,
                by,
                outcome,
                revision,
                path,
                url,
                problem,
                first,
                scheduledFor,
                lateSeconds,
                liveAt,
                streams,
                deliveries,
                markdown,
                remarks);
    }

    /** With the name of the key that submitted it. */
    Receipt by(String name) {
        return new Receipt(
                position,
                article,
                status,
                receivedAt,
                name,
                outcome,
                revision,
                path,
                url,
                problem,
                first,
                scheduledFor,
                lateSeconds,
                liveAt,
                streams,
                deliveries,
                markdown,
                warnings);
    }

    private static boolean isVisible(Result result) {
        return result.status() < 400
                && (result.outcome().isFact()
                        || result.path() != null
                        || result.article() == null && result.outcome() != Result.Kind.SCHEDULED);
    }
}
