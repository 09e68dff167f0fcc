package org.dibao.gateway.submissions;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.gateway.auth.Access;
import org.dibao.gateway.backends.Backend;
import org.dibao.gateway.backends.BackendAnswer;
import org.dibao.gateway.backends.Backends;
import org.dibao.gateway.publications.ProcessedPosition;
import org.dibao.support.problem.ProblemException;
import org.dibao.support.trace.TracedRequests;
import org.dibao.support.work.Permits;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;

/** What a publisher is told of what ingest has answered: at once or, if requested, once this gateway has processed it. */
@Component
final class Acknowledgements {
    private final Backends backends;
    private final Outcomes outcomes;
    private final DecisionLookup decided;
    private final AcceptedPositions accepted;
    private final ProcessedPosition processed;
    private final SiteAddress site;
    private final Duration maxWait;
    private final Permits waiting;

    Acknowledgements(
            Backends backends,
            SubmissionSettings settings,
            Outcomes outcomes,
            DecisionLookup decided,
            AcceptedPositions accepted,
            ProcessedPosition processed,
            SiteAddress site,
            MeterRegistry meters) {
        this.backends = backends;
        this.outcomes = outcomes;
        this.decided = decided;
        this.accepted = accepted;
        this.processed = processed;
        this.site = site;
        this.maxWait = settings.maxWait();
        this.waiting = new Permits("waits", settings.maxWaiting(), meters);
    }

    Mono<ServerResponse> answer(ServerRequest request, Access.Holder holder, BackendAnswer answer) {
        if (answer.status() / 100 != 2) {
            // A problem is ingest's verdict on the request; anything else, including a defect, says nothing about the
            // log.
            return answer.isProblem() && answer.status() != 500
                    ? answer.passOn()
                    : Mono.error(backends.ingest().unavailable(Backend.UNKNOWN));
        }
        Appended appended;
        try {
            appended = Json.read(answer.body(), Appended.class);
        } catch (JacksonException e) {
            return Mono.error(backends.ingest().unavailable(Backend.UNKNOWN));
        }
        accepted.add(appended.position());
        Duration wait = Preference.wait(request.headers().header("Prefer"), maxWait);
        return TracedRequests.about(
                appended.position(),
                wait.isZero() ? notYet(appended, holder, 0) : await(request, appended, holder, wait));
    }

    /**
     * Waits, unless the maximum number of requests is already waiting; then, too, the response says what is known so
     * far.
     */
    private Mono<ServerResponse> await(ServerRequest request, Appended appended, Access.Holder holder, Duration wait) {
        Position position = appended.position();
        return waiting.hold(() -> untilProcessed(position, wait).thenReturn(wait.toSeconds()), () -> Mono.just(0L))
                .publishOn(Schedulers.parallel()) // off the thread that purges
                .flatMap(waited -> outcome(position)
                        .flatMap(result -> result.isPresent()
                                ? site.seenBy(request)
                                        .flatMap(origin -> SubmissionAnswers.done(
                                                position,
                                                result.get().submittedBy(holder.name()),
                                                origin,
                                                waited,
                                                appended.file(),
                                                appended.remarks()))
                                : notYet(appended, holder, waited)));
    }

    private Mono<Void> untilProcessed(Position position, Duration maxWait) {
        return Mono.defer(() -> {
                    CompletableFuture<Void> woken =
                            outcomes.register(position); // register before looking, so that none is missed
                    return processed.includes(position) ? Mono.<Void>empty() : Mono.fromFuture(woken, true);
                })
                .timeout(maxWait)
                .onErrorComplete(TimeoutException.class)
                .doFinally(_ -> outcomes.forget(position));
    }

    /** Empty if it is unknown; that it was accepted is known in any case. */
    private Mono<Optional<Decided>> outcome(Position position) {
        return processed.includes(position)
                ? decided.at(position).onErrorReturn(ProblemException.class, Optional.empty())
                : Mono.just(Optional.empty());
    }

    private static Mono<ServerResponse> notYet(Appended appended, Access.Holder holder, long waited) {
        return SubmissionAnswers.accepted(
                Receipt.accepted(appended.position(), appended.article(), appended.receivedAt())
                        .linked(appended.file())
                        .warned(appended.remarks())
                        .by(holder.name()),
                waited);
    }
}
