package org.dibao.ingest.web;

import java.text.Normalizer;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.TraceParent;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.submissions.Sender;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The headers of a submission: preconditions (RFC 9110, 13.1), the idempotency key, the sender, how to answer. */
final class SubmissionHeaders {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int MAX_PLACE = 1000;
    private static final Pattern REVISION = Pattern.compile("\"([1-9][0-9]{0,8})\"");
    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");
    private static final Pattern ACTOR = Pattern.compile("[A-Za-z0-9._@-]{1,100}");

    private SubmissionHeaders() {}

    /** @throws Refused if a header is not valid */
    static Sender sender(HttpHeaders headers) {
        String actor = one(headers, Headers.HTTP_ACTOR);
        if (actor != null && !ACTOR.matcher(actor).matches()) {
            throw Refused.malformed(
                    Headers.HTTP_ACTOR, "the name of a key must have 1 to 100 letters, digits, dots and hyphens");
        }
        String key = one(headers, IDEMPOTENCY_KEY);
        if (key != null && !KEY.matcher(key).matches()) {
            throw Refused.malformed(
                    IDEMPOTENCY_KEY, "an idempotency key must have 1 to 255 visible ASCII characters and no space");
        }
        return new Sender(actor == null ? "local" : actor, key, preconditions(headers), trace(headers));
    }

    private static TraceParent trace(HttpHeaders headers) {
        TraceParent given = TraceParent.one(headers.get(TraceParent.HTTP));
        return given == null ? TraceParent.random() : given;
    }

    /** The sender of a change, which needs the revision that it changes to be the current one. */
    static Sender changing(HttpHeaders headers) {
        Sender sender = sender(headers);
        if (sender.preconditions().createOnly()) {
            throw Refused.malformed(
                    "If-None-Match", "only an article that exists can be changed: leave the header out");
        }
        String revision = one(headers, Headers.HTTP_BASE_REVISION);
        if (revision == null || !revision.matches("[1-9][0-9]{0,8}")) {
            throw Refused.malformed(
                    Headers.HTTP_BASE_REVISION, "the number of the article's current revision is needed");
        }
        return sender.changing(new Revision(Integer.parseInt(revision)));
    }

    /**
     * Where the sent file is on its sender's side; absent if that was not told.
     *
     * @throws Refused if it is no place
     */
    static @Nullable String place(HttpHeaders headers) {
        String given = one(headers, Headers.HTTP_PLACE);
        if (given == null || given.isEmpty()) {
            return null;
        }
        String place = Normalizer.normalize(FileNames.decoded(FileNames.utf8(given)), Normalizer.Form.NFC);
        if (place.length() > MAX_PLACE || place.chars().anyMatch(Character::isISOControl)) {
            throw Refused.malformed(
                    Headers.HTTP_PLACE,
                    "write the file's place as a path of at most " + MAX_PLACE
                            + " characters, percent-encoded, or leave the header out");
        }
        return place;
    }

    /** The position of the submission that is changed. */
    static Position base(HttpHeaders headers) {
        return position(headers, Headers.HTTP_BASE, "the position of the submission that is changed is needed");
    }

    /** The position of the submission with the site's settings. */
    static Position baseSite(HttpHeaders headers) {
        return position(headers, Headers.HTTP_BASE_SITE, "the position of the site's settings is needed");
    }

    /** The date that the article has. */
    static OffsetDateTime baseDate(HttpHeaders headers) {
        String date = one(headers, Headers.HTTP_BASE_DATE);
        try {
            return OffsetDateTime.parse(date == null ? "" : date);
        } catch (DateTimeParseException e) {
            throw Refused.malformed(Headers.HTTP_BASE_DATE, "the article's date is needed");
        }
    }

    private static Position position(HttpHeaders headers, String name, String needed) {
        String position = one(headers, name);
        if (position == null || !position.matches("[0-9]{1,18}")) {
            throw Refused.malformed(name, needed);
        }
        return new Position(Long.parseLong(position));
    }

    /** Preconditions that have no meaning for a request are refused rather than ignored. */
    static Sender unconditional(HttpHeaders headers) {
        Sender sender = sender(headers);
        if (!sender.preconditions().equals(Preconditions.NONE)) {
            throw Refused.malformed(
                    sender.preconditions().createOnly() ? "If-None-Match" : "If-Match",
                    "this request does not support preconditions: leave the header out");
        }
        return sender;
    }

    /**
     * Whether all results of an import are wanted at its end, rather than each as soon as it is known.
     *
     * @throws Refused if the header has any other value
     */
    static boolean resultsAtEnd(HttpHeaders headers) {
        String results = one(headers, Headers.HTTP_RESULTS);
        if (results != null && !results.equals("at-end")) {
            throw Refused.malformed(
                    Headers.HTTP_RESULTS,
                    "write it as " + Headers.HTTP_RESULTS
                            + ": at-end, or leave it out to get each result as soon as it is known");
        }
        return results != null;
    }

    private static Preconditions preconditions(HttpHeaders headers) {
        String match = one(headers, HttpHeaders.IF_MATCH);
        String noneMatch = one(headers, HttpHeaders.IF_NONE_MATCH);
        if (noneMatch != null && !noneMatch.equals("*")) {
            throw Refused.malformed("If-None-Match", "write it as If-None-Match: * (the article must not exist yet)");
        }
        if (match == null) {
            return new Preconditions(null, noneMatch != null);
        }
        Matcher revision = REVISION.matcher(match);
        if (!revision.matches()) {
            throw Refused.malformed("If-Match", "write it as If-Match: \"3\", the number of the revision in quotes");
        }
        if (noneMatch != null) {
            throw Refused.malformed(
                    "If-None-Match", "If-Match and If-None-Match: * can never both hold: leave one out");
        }
        return new Preconditions(new Revision(Integer.parseInt(revision.group(1))), false);
    }

    private static @Nullable String one(HttpHeaders headers, String name) {
        List<String> values = headers.getOrEmpty(name);
        if (values.size() > 1) {
            throw Refused.malformed(name, "the header " + name + " was sent " + values.size() + " times: send it once");
        }
        return values.isEmpty() ? null : values.getFirst().strip();
    }
}
