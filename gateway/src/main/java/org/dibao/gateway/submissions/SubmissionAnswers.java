package org.dibao.gateway.submissions;

import java.util.List;
import java.util.Objects;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.wire.Headers;
import org.dibao.gateway.problems.Responses;
import org.dibao.support.problem.ProblemDocuments;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The responses to a submission once it is in the log. */
final class SubmissionAnswers {
    static final String PREFERENCE_APPLIED = "Preference-Applied";

    private SubmissionAnswers() {}

    /** 202: it is in the log; its receipt shows its progress. */
    static Mono<ServerResponse> accepted(Receipt receipt, long waited) {
        return Responses.json(
                202,
                headers -> {
                    headers.set(HttpHeaders.LOCATION, "/api/submissions/" + receipt.position());
                    headers.setCacheControl("no-store");
                    preference(headers, waited);
                },
                receipt);
    }

    /** Its result, in effect at this gateway: 201 or 200 with its address, or a problem. */
    static Mono<ServerResponse> done(
            Position position,
            Decided decided,
            String origin,
            long waited,
            Receipt.@Nullable FileLink file,
            List<String> warnings) {
        Result result = decided.result();
        Problem problem = result.problem();
        if (problem != null) {
            ProblemDetail document = ProblemDocuments.of(problem);
            document.setProperty("position", position);
            document.setProperty("article", result.article());
            HttpHeaders headers = ProblemDocuments.header(Headers.HTTP_POSITION, position.toString());
            preference(headers, waited);
            return ProblemDocuments.response(document, headers);
        }
        return Responses.json(
                result.status(),
                headers -> {
                    String location = location(result);
                    if (location != null) {
                        headers.set(HttpHeaders.LOCATION, location);
                    }
                    Revision revision = result.revision();
                    if (revision != null) {
                        headers.setETag("\"" + revision + "\"");
                    }
                    headers.set(Headers.HTTP_POSITION, position.toString());
                    headers.setCacheControl("no-store");
                    preference(headers, waited);
                },
                Receipt.of(position, decided, true, origin).linked(file).warned(warnings));
    }

    private static @Nullable String location(Result result) {
        ArticlePath path = result.path();
        ArticleId article = result.article();
        if (path != null) {
            return path.encoded();
        }
        FilePath file = result.file();
        if (file != null) {
            return result.outcome() == Result.Kind.FILE_WITHDRAWN ? null : file.encoded();
        }
        boolean gone = result.outcome() == Result.Kind.WITHDRAWN;
        return article == null || gone
                ? null
                : "/api/articles/"
                        + ArticlePath.encode(Objects.requireNonNull(article).value());
    }

    private static void preference(HttpHeaders headers, long waited) {
        if (waited > 0) {
            headers.set(PREFERENCE_APPLIED, "wait=" + waited);
        }
    }
}
