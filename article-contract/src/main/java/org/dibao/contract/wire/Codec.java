package org.dibao.contract.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.submission.Submission;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;

/**
 * Events as written to Kafka, but for the site in their source ({@link EventMessage#ofSite}): CloudEvents 1.0 in binary mode
 * ({@code ce_*} headers, JSON value), see the CloudEvents
 * Kafka protocol binding. Writing an article event or a publication is a pure function of it.
 */
public final class Codec {
    private static final String JSON = "application/json";
    private static final int MAX_REASON = 500;

    private Codec() {}

    public static EventMessage write(Submission submission) {
        String subject = switch (submission) {
            case Submission.SubmitArticle s -> s.article().value();
            case Submission.WithdrawArticle s -> s.article().value();
            case Submission.EraseArticle s -> s.article().value();
            case Submission.KeepAppointment s -> s.article().value();
            case Submission.KeepFile s -> s.path().value();
            case Submission.RemoveFile s -> s.path().value();
            case Submission.ChangeSite _ -> null;
        };
        return message(
                submission instanceof Submission.KeepAppointment appointment
                        ? appointment.id()
                        : UUID.randomUUID().toString(),
                switch (submission) {
                    case Submission.KeepAppointment _ -> "/store";
                    case Submission.EraseArticle _ -> "/erase";
                    default -> "/ingest";
                },
                EventTypes.of(submission),
                submission.request().receivedAt(),
                subject,
                Json.bytes(submission));
    }

    public static EventMessage write(ArticleEvent event) {
        Result result = Result.of(event.outcome());
        return message(
                event.position().toString(),
                "/store",
                EventTypes.event(result.outcome()),
                event.at(),
                subject(result),
                Json.bytes(event));
    }

    public static EventMessage write(Publication publication) {
        Result result = publication.result();
        return message(
                publication.position().toString(),
                "/render",
                EventTypes.publication(result.outcome()),
                publication.at(),
                subject(result),
                Json.bytes(publication));
    }

    private static @Nullable String subject(Result result) {
        ArticleId article = result.article();
        if (article != null) {
            return article.value();
        }
        return result.file() == null ? null : result.file().value();
    }

    /** @throws NewerVersion if a newer release wrote it */
    public static Submission readSubmission(Map<String, String> headers, byte @Nullable [] value) throws Unreadable {
        return read(headers, value, Submission.class, EventTypes::of);
    }

    /** @throws NewerVersion if a newer release wrote it */
    public static ArticleEvent readEvent(Map<String, String> headers, byte @Nullable [] value) throws Unreadable {
        return read(
                headers,
                value,
                ArticleEvent.class,
                event -> EventTypes.event(Result.of(event.outcome()).outcome()));
    }

    /** @throws NewerVersion if a newer release wrote it */
    public static Publication readPublication(Map<String, String> headers, byte @Nullable [] value) throws Unreadable {
        return read(
                headers,
                value,
                Publication.class,
                of -> EventTypes.publication(of.result().outcome()));
    }

    private static <T> T read(
            Map<String, String> headers, byte @Nullable [] value, Class<T> as, Function<T, String> typeOf)
            throws Unreadable {
        String type = headers.get(Headers.TYPE);
        if (EventTypes.version(type) == 0) {
            throw new Unreadable(type == null ? "no header " + Headers.TYPE : "unknown type");
        }
        if (EventTypes.isNewer(type)) {
            throw new NewerVersion(String.valueOf(type));
        }
        if (value == null) {
            throw new Unreadable("no value");
        }
        T read;
        try {
            read = Json.read(value, as);
        } catch (JacksonException e) {
            throw new Unreadable("no " + as.getSimpleName() + ": " + reason(e), e);
        }
        if (read == null) {
            throw new Unreadable("no " + as.getSimpleName() + ": null");
        }
        if (!typeOf.apply(read).equals(type)) {
            throw new Unreadable("the header says " + type + ", the value " + typeOf.apply(read));
        }
        return read;
    }

    /**
     * Where and why it could not be read, without any of its contents: bare outcomes reach more readers than may see
     * it.
     */
    private static String reason(JacksonException e) {
        String why = switch (e.getCause()) {
            case NullPointerException missing -> "missing " + missing.getMessage();
            case IllegalArgumentException wrong -> String.valueOf(wrong.getMessage());
            case null, default -> e instanceof StreamReadException ? "malformed JSON" : "another shape";
        };
        TokenStreamLocation at = e.getLocation();
        String where = at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
        String field = e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
        String reason = why + (field.isEmpty() ? "" : " at " + field) + where;
        return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
    }

    private static EventMessage message(
            String id, String source, String type, Instant time, @Nullable String subject, byte[] value) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(Headers.SPEC_VERSION, "1.0");
        headers.put(Headers.ID, id);
        headers.put(Headers.SOURCE, source);
        headers.put(Headers.TYPE, type);
        headers.put(Headers.TIME, time.toString());
        headers.put(Headers.CONTENT_TYPE, JSON);
        if (subject != null) {
            headers.put(Headers.SUBJECT, subject);
        }
        return new EventMessage(subject, headers, value);
    }

    /** A header's bytes as text. */
    public static String text(byte[] header) {
        return new String(header, StandardCharsets.UTF_8);
    }
}
