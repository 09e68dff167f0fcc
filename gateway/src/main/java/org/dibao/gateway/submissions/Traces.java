package org.dibao.gateway.submissions;

import io.micrometer.core.instrument.MeterRegistry;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.auth.Scope;
import org.dibao.gateway.problems.Responses;
import org.dibao.gateway.publications.ProcessedPosition;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.dibao.support.work.Permits;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** {@code GET /api/submissions/{position}/trace}: when a submission passed each stage. For the holder of the key. */
@Component
public final class Traces {
    private final ApiKeyAuthenticator authenticator;
    private final TraceRecords.Source records;
    private final Outcomes outcomes;
    private final ProcessedPosition processed;
    private final Permits permits;

    Traces(
            ApiKeyAuthenticator authenticator,
            TraceRecords.Source records,
            Outcomes outcomes,
            ProcessedPosition processed,
            SubmissionSettings settings,
            MeterRegistry meters) {
        this.authenticator = authenticator;
        this.records = records;
        this.outcomes = outcomes;
        this.processed = processed;
        this.permits = new Permits("traces", settings.maxTraces(), meters);
    }

    public Mono<ServerResponse> of(ServerRequest request, String given) {
        return authenticator.holder(request, Scope.OPERATE, _ -> {
            if (!given.matches("[0-9]{1,18}")) {
                return unknown(given);
            }
            Position position = new Position(Long.parseLong(given));
            return permits.hold(() -> find(position), () -> Mono.error(TooManyRequests.refusal("traces")));
        });
    }

    private Mono<ServerResponse> find(Position position) {
        return Mono.fromCallable(() -> records.of(position))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(
                        LogUnavailable.class,
                        _ -> new ProblemException(
                                ProblemDocuments.of(Problem.Type.UNAVAILABLE, "Kafka does not answer. Try again."),
                                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "2")))
                .flatMap(found -> {
                    ReceivedRecord submission = found.submission();
                    if (submission == null) {
                        return unknown(position.toString());
                    }
                    return Responses.json(
                            200,
                            headers -> headers.setCacheControl("no-store"),
                            SubmissionTrace.of(
                                    position,
                                    submission,
                                    found,
                                    outcomes.liveAt(position),
                                    processed.includes(position)));
                });
    }

    private static Mono<ServerResponse> unknown(String position) {
        return ProblemDocuments.response(ProblemDocuments.of(
                Problem.Type.NOT_FOUND,
                "There is no submission " + position + ". A receipt states the position of its submission."));
    }
}
