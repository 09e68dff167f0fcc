package org.dibao.gateway.submissions;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.dibao.gateway.auth.Access;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.auth.Scope;
import org.dibao.gateway.backends.Backend;
import org.dibao.gateway.backends.BackendAnswer;
import org.dibao.gateway.backends.Backends;
import org.dibao.gateway.problems.Responses;
import org.dibao.support.web.EnclosedResponse;
import org.dibao.support.work.Permits;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code POST /api/imports}: the request is streamed to ingest and the result lines are streamed back concurrently,
 * without buffering. There is no size limit; an import that stalls is ended.
 */
@Component
public final class Imports {
    private final ApiKeyAuthenticator authenticator;
    private final Backend ingest;
    private final Duration idle;
    private final Permits permits;

    Imports(ApiKeyAuthenticator authenticator, Backends backends, SubmissionSettings settings, MeterRegistry meters) {
        this.authenticator = authenticator;
        this.ingest = backends.imports();
        this.idle = settings.importIdle();
        this.permits = new Permits("imports", settings.maxImports(), meters);
    }

    public Mono<ServerResponse> run(ServerRequest request) {
        return authenticator.holder(
                request,
                Scope.IMPORT,
                holder -> EnclosedResponse.of(writing -> permits.hold(
                        () -> stream(request, holder, writing), () -> Mono.error(TooManyRequests.refusal("imports")))));
    }

    private Mono<Void> stream(ServerRequest request, Access.Holder holder, EnclosedResponse.Writing writing) {
        Progress progress = new Progress();
        Mono<Void> passing = ingest.stream(
                ForwardedRequestHeaders.target(request),
                to -> {
                    to.addAll(ForwardedRequestHeaders.of(request, holder));
                    request.headers().contentLength().ifPresent(to::setContentLength);
                },
                request.body(BodyExtractors.toDataBuffers()).doOnNext(progress::moved),
                (answer, lines) -> writing.write(passOn(answer, lines.doOnNext(progress::moved))));
        return Mono.firstWithSignal(passing, progress.stalled(idle).then(Mono.error(() -> ingest.unavailable(RESUME))))
                .onErrorMap(Backend::isTransport, _ -> ingest.unavailable(RESUME));
    }

    private static final String RESUME = "Some articles may have been accepted. Send the whole import again: articles"
            + " that were accepted will be unchanged.";

    private static Mono<ServerResponse> passOn(ClientResponse answer, Flux<DataBuffer> lines) {
        HttpHeaders passed = new BackendAnswer(
                        answer.statusCode().value(), answer.headers().asHttpHeaders(), new byte[0])
                .passedHeaders();
        return ServerResponse.status(answer.statusCode())
                .headers(to -> {
                    to.addAll(passed);
                    if (answer.statusCode().isError()) {
                        to.setCacheControl("no-store");
                    } else {
                        Responses.streaming(to);
                    }
                })
                .body((response, _) -> response.writeAndFlushWith(lines.map(Mono::just)));
    }

    /** The time of the last progress. */
    private static final class Progress {
        private final AtomicLong moved = new AtomicLong(System.nanoTime());

        void moved(DataBuffer buffer) {
            moved.set(System.nanoTime());
        }

        /** Completes when there has been no progress for that long. */
        Mono<Void> stalled(Duration idle) {
            return Flux.interval(idle.dividedBy(4))
                    .filter(_ -> System.nanoTime() - moved.get() > idle.toNanos())
                    .next()
                    .then();
        }
    }
}
