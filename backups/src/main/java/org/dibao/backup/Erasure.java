package org.dibao.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.dibao.backup.Manifest.Role;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.submission.Submission.EraseArticle;
import org.dibao.contract.submission.Submission.KeepAppointment;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.EventTypes;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.contract.wire.Unreadable;
import org.jspecify.annotations.Nullable;

/**
 * Takes what an article says out of the records that are about it: title, text, excerpt, whatever fields of its own, picture, origin; see
 * {@link Redaction} for what is left. What took no effect becomes a record that takes none.
 */
final class Erasure {
    private final ArticleId article;
    private final Redaction redaction = new Redaction();
    /** What became of each position that names the article, and of those that name none. */
    private final Map<Long, Outcome> outcomes = new HashMap<>();

    private long erased;
    private Standing standing = Standing.UNKNOWN;
    /** The address of the site, in the last record of the log. */
    private @Nullable String site;
    /** The position after the last one that has an event. */
    private long decided;

    private boolean undecided;

    enum Standing {
        /** There is no such article. */
        UNKNOWN,
        KEPT,
        /** The last thing that happened to it was its withdrawal. */
        WITHDRAWN,
        ERASED
    }

    Erasure(ArticleId article) {
        this.article = article;
    }

    /** How many records have been changed. */
    long erased() {
        return erased;
    }

    /** Whether it has been erased before. */
    boolean isErased() {
        return standing == Standing.ERASED;
    }

    /** Why it cannot be erased, once all records were applied; absent if it can be, or has been before. */
    @Nullable
    String refusal() {
        if (undecided) {
            return "Not everything is decided yet: start Dibao, stop it again, and then erase.";
        }
        return switch (standing) {
            case WITHDRAWN, ERASED -> null;
            case UNKNOWN -> "There is no article " + article + ".";
            case KEPT ->
                "The article " + article + " is not withdrawn: withdraw it first, with \"dibao withdraw " + article
                        + "\", so that its page is gone and every subscriber has been told.";
        };
    }

    /** What tells everybody that it is erased: the record after all others. */
    EventMessage record(Instant now) {
        return Codec.write(new EraseArticle(
                        new Request(now.truncatedTo(ChronoUnit.MILLIS), "erase", null, Preconditions.NONE), article))
                .ofSite(site);
    }

    /** An event, before any record is erased. */
    void learn(LoggedRecord event) {
        try {
            ArticleEvent read = Codec.readEvent(headers(event), event.value());
            Result result = Result.of(read.outcome());
            decided = Math.max(decided, read.position().value() + 1);
            if (article.equals(result.article()) || result.article() == null && result.file() == null) {
                outcomes.put(read.position().value(), read.outcome());
            }
        } catch (Unreadable e) {
            // About nobody knows what.
        }
    }

    /** The record without what the article says; the same if it is about something else. */
    LoggedRecord apply(Role role, LoggedRecord record) {
        try {
            return switch (role) {
                case ARTICLES -> submission(record);
                case ARTICLE_EVENTS -> event(record);
                case PUBLICATIONS -> publication(record);
                case ARTICLES_DEAD_LETTERS, ARTICLE_EVENTS_DEAD_LETTERS -> deadLetter(record);
                case OPERATIONS, SUBSCRIPTIONS, DELIVERY_PROGRESS -> record;
            };
        } catch (Unreadable e) {
            return deadLetter(record);
        } catch (NewerVersion e) {
            if (role == Role.ARTICLES && outcomes.get(record.offset()) instanceof Outcome.Unreadable) {
                return deadLetter(record);
            }
            throw e;
        }
    }

    private LoggedRecord submission(LoggedRecord record) throws Unreadable {
        site = EventMessage.siteOf(record.header(Headers.SOURCE));
        Outcome outcome = outcomes.get(record.offset());
        if (record.offset() >= decided && isKeyed(record)) {
            standing = isErasure(record) ? Standing.ERASED : standing;
            undecided |= standing != Standing.ERASED;
        }
        if (outcome == null || Result.of(outcome).article() == null && !isKeyed(record)) {
            return record;
        }
        Submission submission = Codec.readSubmission(headers(record), record.value());
        if (!(outcome instanceof Outcome.Rejected
                || outcome instanceof Outcome.Unchanged
                || outcome instanceof Outcome.Repeated)) {
            standing = after(submission, outcome);
        }
        if (!(submission instanceof SubmitArticle submit)) {
            return record;
        }
        Submission without = switch (outcome) {
            case Outcome.Live live -> redaction.of(submit, live.article().path().value());
            case Outcome.Drafted _, Outcome.Scheduled _, Outcome.Withdrawn _ -> redaction.of(submit, null);
            default ->
                new KeepAppointment(submit.request(), submit.article(), KeepAppointment.Action.PUBLISH, Instant.EPOCH);
        };
        return with(record, Json.bytes(without), EventTypes.of(without));
    }

    private static boolean isErasure(LoggedRecord record) {
        try {
            return Codec.readSubmission(headers(record), record.value()) instanceof EraseArticle;
        } catch (Unreadable | NewerVersion e) {
            return false;
        }
    }

    private static Standing after(Submission submission, Outcome outcome) {
        return switch (submission) {
            case EraseArticle _ -> Standing.ERASED;
            case Submission.WithdrawArticle _ -> Standing.WITHDRAWN;
            default -> outcome instanceof Outcome.Withdrawn ? Standing.WITHDRAWN : Standing.KEPT;
        };
    }

    private LoggedRecord event(LoggedRecord record) throws Unreadable {
        ArticleEvent event = Codec.readEvent(headers(record), record.value());
        if (!article.equals(Result.of(event.outcome()).article())) {
            return record;
        }
        Outcome without = redaction.of(event.outcome());
        return without.equals(event.outcome())
                ? record
                : with(
                        record,
                        Json.bytes(new ArticleEvent(event.position(), event.at(), without, event.imported())),
                        null);
    }

    private LoggedRecord publication(LoggedRecord record) throws Unreadable {
        Publication publication = Codec.readPublication(headers(record), record.value());
        if (publication.card() == null || !article.equals(publication.result().article())) {
            return record;
        }
        return with(record, Json.bytes(Redaction.of(publication, publication.card())), null);
    }

    /** What nobody could read is erased whole. */
    private LoggedRecord deadLetter(LoggedRecord record) {
        return isKeyed(record) ? with(record, "{}".getBytes(UTF_8), null) : record;
    }

    private boolean isKeyed(LoggedRecord record) {
        return record.key() != null && Codec.text(record.key()).equals(article.value());
    }

    private LoggedRecord with(LoggedRecord record, byte[] value, @Nullable String type) {
        erased++;
        List<Header> headers = record.headers().stream()
                .map(header -> type != null && header.key().equals(Headers.TYPE)
                        ? new RecordHeader(Headers.TYPE, type.getBytes(UTF_8))
                        : header)
                .toList();
        return new LoggedRecord(record.offset(), record.timestamp(), record.key(), value, headers);
    }

    private static Map<String, String> headers(LoggedRecord record) {
        return record.headers().stream()
                .filter(header -> header.value() != null)
                .collect(Collectors.toMap(Header::key, header -> Codec.text(header.value()), (_, later) -> later));
    }
}
