package org.dibao.gateway.submissions;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.dibao.gateway.auth.Access;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.backends.Backend;
import org.dibao.gateway.backends.BackendAnswer;
import org.dibao.gateway.backends.Backends;
import org.dibao.gateway.problems.Answers;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.BodyInserters;
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
    private final Semaphore places;

    Imports(ApiKeyAuthenticator gatekeeper, Backends backends, SubmissionSettings settings) {
        this.gatekeeper = gatekeeper;
        this.ingest = backends.imports();
        this.idle = settings.importIdle();
        this.places = new Semaphore(settings.maxImports());
    }

    public Mono<ServerResponse> run(ServerRequest request) {
        return gatekeeper.holder(
                request, holder -> places.tryAcquire() ? stream(request, holder) : TooMany.answer("imports"));
    }

    private Mono<ServerResponse> stream(ServerRequest request, Access.Holder holder) {
        Progress progress = new Progress(places);
        Flux<DataBuffer> upload = request.body(BodyExtractors.toDataBuffers()).doOnNext(progress::moved);
        return ingest.client()
                .post()
                .uri(ingest.at(PassedHeaders.target(request)))
                .headers(to -> {
                    to.addAll(PassedHeaders.of(request, holder));
                    request.headers().contentLength().ifPresent(to::setContentLength);
                })
                .body(BodyInserters.fromDataBuffers(upload))
                .retrieve()
                .onStatus(_ -> true, _ -> Mono.empty()) // a problem is passed on like all else
                .toEntityFlux(DataBuffer.class)
                .takeUntilOther(progress.stalled(idle))
                .switchIfEmpty(Mono.error(() -> ingest.unavailable(RESUME)))
                .onErrorMap(Backend::isTransport, _ -> ingest.unavailable(RESUME))
                .flatMap(answer -> passOn(answer, progress))
                .doOnError(_ -> progress.end())
                .doOnCancel(progress::end);
    }

    private static final String RESUME = "Some articles may have been accepted. Send the whole import again: what was"
            + " accepted is then unchanged.";

    private Mono<ServerResponse> passOn(ResponseEntity<Flux<DataBuffer>> answer, Progress progress) {
        HttpHeaders passed =
                new BackendAnswer(answer.getStatusCode().value(), answer.getHeaders(), new byte[0]).passedHeaders();
        Flux<DataBuffer> lines = answer.getBody() == null ? Flux.empty() : answer.getBody();
        Flux<DataBuffer> watched = lines.doOnNext(progress::moved)
                .takeUntilOther(progress.stalled(idle).then(Mono.error(() -> ingest.unavailable(RESUME))))
                .doFinally(_ -> progress.end());
        return ServerResponse.status(answer.getStatusCode())
                .headers(to -> {
                    to.addAll(passed);
                    Answers.streaming(to);
                })
                .body((response, _) -> response.writeAndFlushWith(watched.map(Mono::just)));
    }

    /** When something last moved, and the place that the import holds. */
    private static final class Progress {
        private final Semaphore places;
        private final AtomicLong moved = new AtomicLong(System.nanoTime());
        private final java.util.concurrent.atomic.AtomicBoolean ended = new java.util.concurrent.atomic.AtomicBoolean();

        Progress(Semaphore places) {
            this.places = places;
        }

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

        void end() {
            if (ended.compareAndSet(false, true)) {
                places.release();
            }
        }
    }
}
