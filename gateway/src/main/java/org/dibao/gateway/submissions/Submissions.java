package org.dibao.gateway.submissions;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.gateway.auth.Access;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.auth.Scope;
import org.dibao.gateway.backends.Backend;
import org.dibao.gateway.backends.BackendAnswer;
import org.dibao.gateway.backends.Backends;
import org.dibao.gateway.events.PushedEvents;
import org.dibao.gateway.problems.Responses;
import org.dibao.gateway.publications.ProcessedPosition;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.dibao.support.trace.TracedRequests;
import org.dibao.support.work.Permits;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;

/**
 * Writing: checks the key and the size, has ingest append the submission, and, if requested, waits until this gateway
 * has processed it.
 */
@Component
public final class Submissions {
    /** The answer of ingest. */
    private record Appended(
            Position position,
            @Nullable ArticleId article,
            @Nullable Instant receivedAt,
            Receipt.@Nullable FileLink file,
            @Nullable List<String> warnings) {

        List<String> remarks() {
            return warnings == null ? List.of() : warnings;
        }
    }

    private final ApiKeyAuthenticator authenticator;
    private final Backends backends;
    private final SubmissionBody body;
    private final Outcomes outcomes;
    private final DecisionLookup decided;
    private final Bases bases;
    private final AcceptedPositions accepted;
    private final ProcessedPosition processed;
    private final SiteAddress site;
    private final PushedEvents pushed;
    private final Deliveries deliveries;
    private final Duration maxWait;
    private final Permits writing;
    private final Permits waiting;
    private final Permits uploading;
    private final long maxFile;
    private final Duration fileIdle;

    Submissions(
            ApiKeyAuthenticator authenticator,
            Backends backends,
            SubmissionSettings settings,
            Outcomes outcomes,
            DecisionLookup decided,
            Bases bases,
            AcceptedPositions accepted,
            ProcessedPosition processed,
            SiteAddress site,
            PushedEvents pushed,
            Deliveries deliveries,
            MeterRegistry meters) {
        this.authenticator = authenticator;
        this.backends = backends;
        this.body = new SubmissionBody(settings.maxBody().toBytes(), settings.bodyTimeout());
        this.outcomes = outcomes;
        this.decided = decided;
        this.bases = bases;
        this.accepted = accepted;
        this.processed = processed;
        this.site = site;
        this.pushed = pushed;
        this.deliveries = deliveries;
        this.maxWait = settings.maxWait();
        this.writing = new Permits("submissions", settings.maxConcurrent(), meters);
        this.waiting = new Permits("waits", settings.maxWaiting(), meters);
        this.uploading = new Permits("uploads", settings.maxFiles(), meters);
        this.maxFile = settings.maxFile().toBytes();
        this.fileIdle = settings.fileIdle();
    }

    /** {@code POST}, {@code PUT} and {@code DELETE} of articles, {@code DELETE} of files. */
    public Mono<ServerResponse> submit(ServerRequest request) {
        return submit(request, Scope.PUBLISH, () -> Mono.just(HttpHeaders.EMPTY));
    }

    /** {@code PUT} of the site. */
    public Mono<ServerResponse> replaceSite(ServerRequest request) {
        return submit(request, Scope.SITE, () -> Mono.just(HttpHeaders.EMPTY));
    }

    /** {@code PUT} of a file and {@code POST} of one without a path: the body passes through as it comes. */
    public Mono<ServerResponse> upload(ServerRequest request) {
        return authenticator.holder(
                request,
                Scope.PUBLISH,
                holder -> uploading
                        .hold(
                                () -> {
                                    FileBody file = new FileBody(maxFile, fileIdle);
                                    HttpHeaders headers = ForwardedRequestHeaders.of(request, holder);
                                    request.headers().contentLength().ifPresent(headers::setContentLength);
                                    return file.check(request)
                                            .then(backends.imports()
                                                    .sendStream(
                                                            request.method(),
                                                            ForwardedRequestHeaders.target(request),
                                                            headers,
                                                            file.of(request))
                                                    .onErrorMap(file::reason));
                                },
                                () -> Mono.error(TooManyRequests.refusal("files")))
                        .flatMap(answer -> answer(request, holder, answer)));
    }

    /** {@code PATCH} of an article. */
    public Mono<ServerResponse> patchArticle(ServerRequest request, String rawId) {
        return submit(request, Scope.PUBLISH, () -> bases.article(rawId));
    }

    /** {@code POST} of an article's {@code address}: which it would get by changed settings. Nothing is appended. */
    public Mono<ServerResponse> address(ServerRequest request, String rawId) {
        return sent(request, Scope.SITE, () -> bases.addressOf(rawId), (_, answer) -> answer.passOn());
    }

    /** {@code PATCH} of the site. */
    public Mono<ServerResponse> patchSite(ServerRequest request) {
        return submit(request, Scope.SITE, bases::site);
    }

    /** {@code GET} of an article's {@code submission}: what was given for it, or for one of its revisions. */
    public Mono<ServerResponse> given(ServerRequest request, String rawId) {
        return authenticator.holder(
                request,
                Scope.READ_DRAFTS,
                holder -> bases.content(rawId, revision(request))
                        .flatMap(base -> backends.ingest()
                                .get(
                                        ForwardedRequestHeaders.target(request),
                                        merged(ForwardedRequestHeaders.of(request, holder), base)))
                        .flatMap(BackendAnswer::passOn));
    }

    /** {@code POST} of an article's {@code restore}: its last content, or that of a revision, goes live again. */
    public Mono<ServerResponse> restore(ServerRequest request, String rawId) {
        return Mono.defer(() -> {
            String revision = revision(request);
            return submit(
                    request,
                    Scope.PUBLISH,
                    () -> revision == null ? bases.article(rawId) : bases.article(rawId, Integer.parseInt(revision)));
        });
    }

    /** As the query names it; absent if it does not. */
    private static @Nullable String revision(ServerRequest request) {
        String revision = request.queryParam("revision").orElse(null);
        if (revision != null && !revision.matches("[1-9][0-9]{0,8}")) {
            throw new ProblemException(
                    new Problem(Problem.Type.MALFORMED, 400, "revision must be a number, 1 or more", "revision"));
        }
        return revision;
    }

    private static HttpHeaders merged(HttpHeaders headers, HttpHeaders more) {
        headers.addAll(more);
        return headers;
    }

    /** @param base looks up what a change starts from */
    private Mono<ServerResponse> submit(ServerRequest request, Scope needed, Supplier<Mono<HttpHeaders>> base) {
        return sent(request, needed, base, (holder, answer) -> answer(request, holder, answer));
    }

    private Mono<ServerResponse> sent(
            ServerRequest request,
            Scope needed,
            Supplier<Mono<HttpHeaders>> base,
            BiFunction<Access.Holder, BackendAnswer, Mono<ServerResponse>> answered) {
        return authenticator.holder(
                request,
                needed,
                holder -> writing.hold(
                                () -> body.read(request)
                                        .flatMap(bytes ->
                                                base.get().flatMap(headers -> append(request, holder, headers, bytes))),
                                () -> Mono.error(TooManyRequests.refusal("submissions")))
                        .flatMap(answer -> answered.apply(holder, answer)));
    }

    private Mono<BackendAnswer> append(ServerRequest request, Access.Holder holder, HttpHeaders base, byte[] bytes) {
        HttpHeaders headers = merged(ForwardedRequestHeaders.of(request, holder), base);
        return backends.ingest().send(request.method(), ForwardedRequestHeaders.target(request), headers, bytes);
    }

    private Mono<ServerResponse> answer(ServerRequest request, Access.Holder holder, BackendAnswer answer) {
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

    /** {@code GET /api/submissions/{position}}; of others' submissions for keys that may read what is not public. */
    public Mono<ServerResponse> receipt(ServerRequest request, String given) {
        return authenticator.holder(request, holder -> {
            if (!given.matches("[0-9]{1,18}")) {
                return unknown(given);
            }
            Position position = new Position(Long.parseLong(given));
            boolean live = processed.includes(position); // before the outcome is looked up
            return decided.named(position)
                    .flatMap(result -> result.isPresent()
                            ? isHidden(result.get(), holder)
                                    ? ApiKeyAuthenticator.lacks(holder, Scope.READ_DRAFTS)
                                    : site.seenBy(request)
                                            .flatMap(
                                                    origin -> reached(Receipt.of(position, result.get(), live, origin)))
                            : live
                                    ? receipt(Receipt.accepted(position, null, null))
                                    : accepted.includes(position)
                                            .flatMap(there -> there
                                                    ? receipt(Receipt.accepted(position, null, null))
                                                    : unknown(given)));
        });
    }

    private static boolean isHidden(Decided decided, Access.Holder holder) {
        return !holder.may(Scope.READ_DRAFTS) && !holder.name().equals(decided.by());
    }

    private Mono<ServerResponse> reached(Receipt receipt) {
        Position position = receipt.position();
        return (receipt.isLive() ? deliveries.of(position) : Mono.just(Optional.<Deliveries.Counts>empty()))
                .flatMap(told -> receipt(
                        receipt.reached(outcomes.liveAt(position), pushed.streams(position), told.orElse(null))));
    }

    private static Mono<ServerResponse> receipt(Receipt receipt) {
        return Responses.json(200, headers -> headers.setCacheControl("no-store"), receipt);
    }

    private static Mono<ServerResponse> unknown(String position) {
        return ProblemDocuments.response(ProblemDocuments.of(
                Problem.Type.NOT_FOUND,
                "There is no submission " + position + ". A receipt states the position of its submission."));
    }
}
