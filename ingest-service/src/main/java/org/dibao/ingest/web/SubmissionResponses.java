package org.dibao.ingest.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.contract.wire.Headers;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.submissions.FileLink;
import org.dibao.ingest.submissions.SubmissionReply;
import org.dibao.ingest.submissions.SubmissionService;
import org.dibao.support.problem.ProblemDocuments;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
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

    /** Turns every refusal, thrown while a submission is handled or by what that gives, into the answer. */
    static Mono<ServerResponse> answer(
            ServerRequest request, SubmissionService submitting, Callable<Mono<SubmissionReply>> handling) {
        return Mono.defer(() -> {
                    try {
                        return handling.call();
                    } catch (RuntimeException e) {
                        return Mono.error(e);
                    } catch (Exception e) {
                        return Mono.error(new IllegalStateException(e));
                    }
                })
                .onErrorResume(Refused.class, e -> {
                    // A warm-up is not a sender.
                    if (!request.headers().asHttpHeaders().containsHeader(Headers.HTTP_WARM_UP)) {
                        submitting.countRefused(e.problem());
                    }
                    return Mono.just(new SubmissionReply.Refused(null, e.problem()));
                })
                .flatMap(SubmissionResponses::of);
    }

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
