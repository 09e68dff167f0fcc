package org.dibao.gateway.submissions;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.dibao.contract.event.Problem;
import org.dibao.gateway.auth.Access;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.auth.Scope;
import org.dibao.gateway.backends.BackendAnswer;
import org.dibao.gateway.backends.Backends;
import org.dibao.support.problem.ProblemException;
import org.dibao.support.work.Permits;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Writing: checks the key and the size, and has ingest append the submission. */
@Component
public final class Submissions {
    private final ApiKeyAuthenticator authenticator;
    private final Backends backends;
    private final SubmissionBody body;
    private final Bases bases;
    private final Acknowledgements acknowledgements;
    private final Permits writing;
    private final Permits uploading;
    private final long maxFile;
    private final Duration fileIdle;

    Submissions(
            ApiKeyAuthenticator authenticator,
            Backends backends,
            SubmissionSettings settings,
            Bases bases,
            Acknowledgements acknowledgements,
            MeterRegistry meters) {
        this.authenticator = authenticator;
        this.backends = backends;
        this.body = new SubmissionBody(settings.maxBody().toBytes(), settings.bodyTimeout());
        this.bases = bases;
        this.acknowledgements = acknowledgements;
        this.writing = new Permits("submissions", settings.maxConcurrent(), meters);
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
                        .flatMap(answer -> acknowledgements.answer(request, holder, answer)));
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
        return sent(request, needed, base, (holder, answer) -> acknowledgements.answer(request, holder, answer));
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
}
