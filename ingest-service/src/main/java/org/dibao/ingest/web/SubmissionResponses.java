package org.dibao.ingest.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.ingest.submissions.FileLink;
import org.dibao.ingest.submissions.SubmissionReply;
import org.dibao.support.problem.ProblemDocuments;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Receipts and problems as HTTP responses. */
final class SubmissionResponses {
    private SubmissionResponses() {}

    /** The receipt: the submission is in the log. */
    @JsonPropertyOrder({"position", "article", "status", "receivedAt", "file", "warnings"})
    record Receipt(
            Position position,
            @Nullable ArticleId article,
            String status,
            Instant receivedAt,
            @Nullable FileLink file,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {}

    static Mono<ServerResponse> of(SubmissionReply answer) {
        return switch (answer) {
            case SubmissionReply.Accepted a ->
                ServerResponse.accepted()
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Json.bytes(new Receipt(
                                a.position(), a.article(), "accepted", a.receivedAt(), a.file(), a.warnings())));
            case SubmissionReply.Refused refused -> problem(refused.problem());
            case SubmissionReply.Unknown unknown -> problem(unknown.problem());
        };
    }

    static Mono<ServerResponse> problem(Problem problem) {
        HttpHeaders headers = new HttpHeaders();
        switch (problem.type()) {
            case TOO_MANY -> headers.set(HttpHeaders.RETRY_AFTER, "2");
            case UNAVAILABLE -> headers.set(HttpHeaders.RETRY_AFTER, "5");
            default -> {
                /* retrying would not help */
            }
        }
        return ProblemDocuments.response(ProblemDocuments.of(problem), headers);
    }
}
