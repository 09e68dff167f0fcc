package org.dibao.gateway.submissions;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.dibao.gateway.auth.Access;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.backends.Backend;
import org.dibao.gateway.backends.BackendAnswer;
import org.dibao.gateway.backends.Backends;
import org.dibao.gateway.problems.Answers;
import org.dibao.support.web.EnclosedAnswer;
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
 * {@code POST /api/imports}: the request streams to ingest and the result lines stream back, at the same time, neither held
 * here. There is no limit of size; an import in which nothing moves any more ends.
 */
@Component
public final class Imports {
    private final ApiKeyAuthenticator gatekeeper;
    private final Backend ingest;
    private final Duration idle;
    private final Permits permits;

    Imports(ApiKeyAuthenticator gatekeeper, Backends backends, SubmissionSettings settings, MeterRegistry meters) {
        this.gatekeeper = gatekeeper;
        this.ingest = backends.imports();
        this.idle = settings.importIdle();
        this.permits = new Permits("imports", settings.maxImports(), meters);
    }

    public Mono<ServerResponse> run(ServerRequest request) {
        return gatekeeper.holder(
                request,
                holder -> EnclosedAnswer.of(writing -> permits.hold(
                        () -> stream(request, holder, writing), () -> Mono.error(TooMany.refusal("imports")))));
    }

    private Mono<Void> stream(ServerRequest request, Access.Holder holder, EnclosedAnswer.Writing writing) {
        Progress progress = new Progress();
        Mono<Void> passing = ingest.stream(
                PassedHeaders.target(request),
                to -> {
                    to.addAll(PassedHeaders.of(request, holder));
                    request.headers().contentLength().ifPresent(to::setContentLength);
                },
                request.body(BodyExtractors.toDataBuffers()).doOnNext(progress::moved),
                (answer, lines) -> writing.write(passOn(answer, lines.doOnNext(progress::moved))));
        return Mono.firstWithSignal(passing, progress.stalled(idle).then(Mono.error(() -> ingest.unavailable(RESUME))))
                .onErrorMap(Backend::isTransport, _ -> ingest.unavailable(RESUME));
    }

    private static final String RESUME = "Some articles may have been accepted. Send the whole import again: what was"
            + " accepted is then unchanged.";

    private static Mono<ServerResponse> passOn(ClientResponse answer, Flux<DataBuffer> lines) {
        HttpHeaders passed = new BackendAnswer(
                        answer.statusCode().value(), answer.headers().asHttpHeaders(), new byte[0])
                .passedHeaders();
        return ServerResponse.status(answer.statusCode())
                .headers(to -> {
                    to.addAll(passed);
                    Answers.streaming(to);
                })
                .body((response, _) -> response.writeAndFlushWith(lines.map(Mono::just)));
    }

    /** When something last moved. */
    private static final class Progress {
        private final AtomicLong moved = new AtomicLong(System.nanoTime());

        void moved(DataBuffer buffer) {
            moved.set(System.nanoTime());
        }

        /** Completes when nothing has moved for that long. */
        Mono<Void> stalled(Duration idle) {
            return Flux.interval(idle.dividedBy(4))
                    .filter(_ -> System.nanoTime() - moved.get() > idle.toNanos())
                    .next()
                    .then();
        }
    }
}
