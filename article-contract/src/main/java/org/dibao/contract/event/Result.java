package org.dibao.contract.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.avaje.recordbuilder.RecordBuilder;
import java.time.Instant;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.file.FilePath;
import org.jspecify.annotations.Nullable;

/**
 * A summary of an outcome, for receipts: no title, no content.
 *
 * @param status the HTTP status of the answer to a waiting submission
 * @param path   where it is live
 * @param first  for a retry: the position of the submission that it repeats
 * @param scheduledFor when the article will be published, or when it was to be published or withdrawn; absent if it was not
 *                     scheduled
 * @param file   where the file is or was, or was to be; absent if it is about no file
 */
@RecordBuilder
public record Result(
        Kind outcome,
        int status,
        @Nullable ArticleId article,
        @Nullable Revision revision,
        @Nullable ArticlePath path,
        @Nullable Problem problem,
        @Nullable Position first,
        @Nullable Instant scheduledFor,
        @Nullable FilePath file) {

    /** Of what was not scheduled. */
    public Result(
            Kind outcome,
            int status,
            @Nullable ArticleId article,
            @Nullable Revision revision,
            @Nullable ArticlePath path,
            @Nullable Problem problem,
            @Nullable Position first) {
        this(outcome, status, article, revision, path, problem, first, null, null);
    }

    public Result {
        requireNonNull(outcome, "outcome");
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("a result's status is 200 to 599");
        }
    }

    /** The outcomes under their names on the wire. */
    public enum Kind {
        @JsonProperty("published")
        PUBLISHED,
        @JsonProperty("revised")
        REVISED,
        @JsonProperty("moved")
        MOVED,
        @JsonProperty("withdrawn")
        WITHDRAWN,
        @JsonProperty("erased")
        ERASED,
        @JsonProperty("site-changed")
        SITE_CHANGED,
        @JsonProperty("file-published")
        FILE_PUBLISHED,
        @JsonProperty("file-revised")
        FILE_REVISED,
        @JsonProperty("file-withdrawn")
        FILE_WITHDRAWN,
        @JsonProperty("unchanged")
        UNCHANGED,
        @JsonProperty("drafted")
        DRAFTED,
        @JsonProperty("scheduled")
        SCHEDULED,
        @JsonProperty("rejected")
        REJECTED,
        @JsonProperty("repeated")
        REPEATED,
        @JsonProperty("unreadable")
        UNREADABLE;

        /** Whether readers can see a change. */
        public boolean isFact() {
            return compareTo(FILE_WITHDRAWN) <= 0;
        }

        /** Whether it is a change of a file. */
        public boolean isOfFile() {
            return this == FILE_PUBLISHED || this == FILE_REVISED || this == FILE_WITHDRAWN;
        }

        /** Its name on the wire. */
        public String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public static Result of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Published o ->
                live(Kind.PUBLISHED, o.before() == null ? 201 : 200, o.article())
                        .scheduledFor(o.scheduledFor());
            case Outcome.Revised o -> live(Kind.REVISED, 200, o.article());
            case Outcome.Moved o -> live(Kind.MOVED, 200, o.article());
            case Outcome.Withdrawn o ->
                new Result(Kind.WITHDRAWN, 200, o.article(), o.revision(), null, null, null, o.scheduledFor(), null);
            case Outcome.Erased o -> new Result(Kind.ERASED, 200, o.article(), o.revision(), null, null, null);
            case Outcome.SiteChanged _ -> new Result(Kind.SITE_CHANGED, 200, null, null, null, null, null);
            case Outcome.FilePublished o -> ofFile(Kind.FILE_PUBLISHED, o.before() == null ? 201 : 200, o);
            case Outcome.FileRevised o -> ofFile(Kind.FILE_REVISED, 200, o);
            case Outcome.FileWithdrawn o -> ofFile(Kind.FILE_WITHDRAWN, 200, o);
            case Outcome.Unchanged o ->
                new Result(Kind.UNCHANGED, 200, o.article(), o.revision(), o.path(), null, null, null, o.file());
            case Outcome.Drafted o ->
                new Result(
                        Kind.DRAFTED,
                        o.revision().equals(Revision.FIRST) ? 201 : 200,
                        o.article(),
                        o.revision(),
                        null,
                        null,
                        null);
            case Outcome.Scheduled o ->
                new Result(
                        Kind.SCHEDULED,
                        Revision.FIRST.equals(o.revision()) ? 201 : 200,
                        o.article(),
                        o.revision(),
                        null,
                        null,
                        null,
                        o.scheduledFor(),
                        null);
            case Outcome.Rejected o ->
                new Result(
                        Kind.REJECTED,
                        o.problem().status(),
                        o.article(),
                        null,
                        null,
                        o.problem(),
                        null,
                        null,
                        o.file());
            case Outcome.Repeated o ->
                new Result(
                        Kind.REPEATED,
                        o.result().status(),
                        o.result().article(),
                        o.result().revision(),
                        o.result().path(),
                        o.result().problem(),
                        o.first(),
                        o.result().scheduledFor(),
                        o.result().file());
            case Outcome.Unreadable o ->
                new Result(
                        Kind.UNREADABLE, 422, null, null, null, Problem.of(Problem.Type.UNREADABLE, o.reason()), null);
        };
    }

    private Result scheduledFor(@Nullable Instant time) {
        return time == null ? this : new Result(outcome, status, article, revision, path, problem, first, time, file);
    }

    private static Result ofFile(Kind kind, int status, Outcome.OfFile of) {
        return new Result(kind, status, null, of.revision(), null, null, null, null, of.path());
    }

    private static Result live(Kind kind, int status, Article article) {
        return new Result(kind, status, article.id(), article.revision(), article.path(), null, null);
    }
}
