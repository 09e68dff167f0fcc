package org.dibao.ingest.web;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.dibao.contract.event.Problem;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.imports.Import;
import org.dibao.ingest.imports.ImportService;
import org.dibao.ingest.submissions.Sender;
import org.dibao.ingest.submissions.SubmissionService;
import org.dibao.support.web.EnclosedResponse;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/** {@code POST /api/imports}: reads the upload and writes the result lines concurrently, each with backpressure. */
public final class ImportRoute {
    private final ImportService importing;
    private final SubmissionService submitting;
    private final Executor threads;

    /** @param threads may block; each import uses two of them */
    public ImportRoute(ImportService importing, SubmissionService submitting, Executor threads) {
        this.importing = importing;
        this.submitting = submitting;
        this.threads = threads;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route().POST("/api/imports", this::post).build();
    }

    private Mono<ServerResponse> post(ServerRequest request) {
        return EnclosedResponse.of(writing -> Mono.using(
                        () -> begin(request),
                        begun -> opened(begun)
                                .flatMap(problem -> problem.isPresent()
                                        ? Mono.error(new Refused(problem.get()))
                                        : writing.write(lines(begun, writing))),
                        Import::close)
                .onErrorResume(Refused.class, e -> {
                    submitting.countRefused(e.problem());
                    return writing.write(SubmissionResponses.problem(e.problem()));
                }));
    }

    private Import begin(ServerRequest request) {
        ImportService.Format format = ContentTypes.upload(request.headers().asHttpHeaders());
        Sender sender = SubmissionHeaders.unconditional(request.headers().asHttpHeaders());
        return importing.begin(format, new UploadStream(request.bodyToFlux(DataBuffer.class)), sender);
    }

    /** A problem is a value, not an error: after a cancel, nobody would handle it. */
    private Mono<Optional<Problem>> opened(Import begun) {
        return Mono.create(sink -> threads.execute(() -> {
            try {
                sink.success(begun.open());
            } catch (RuntimeException e) {
                sink.error(e);
            } catch (Error e) { // the caller must be told, and Reactor would not pass on a fatal one
                sink.error(new IllegalStateException("the upload could not be read: " + e, e));
            }
        }));
    }

    private Mono<ServerResponse> lines(Import begun, EnclosedResponse.Writing writing) {
        Flux<DataBuffer> lines = Flux.<DataBuffer>generate(sink -> next(begun, sink))
                .subscribeOn(Schedulers.fromExecutor(threads), true); // blocks the requesting thread
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_NDJSON)
                .body(BodyInserters.fromDataBuffers(writing.bounded(lines)));
    }

    private static void next(Import begun, SynchronousSink<DataBuffer> sink) {
        try {
            byte[] lines = begun.lines();
            if (lines.length == 0) {
                sink.complete();
            } else {
                sink.next(DefaultDataBufferFactory.sharedInstance.wrap(lines));
            }
        } catch (InterruptedException e) { // the import was closed
            sink.complete();
        }
    }
}
