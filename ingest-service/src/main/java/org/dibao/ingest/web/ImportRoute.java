package org.dibao.ingest.web;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.dibao.contract.site.SiteSettings;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.imports.Import;
import org.dibao.ingest.imports.ImportService;
import org.dibao.ingest.imports.Trial;
import org.dibao.ingest.submissions.Sender;
import org.dibao.ingest.submissions.SubmissionService;
import org.dibao.support.web.EnclosedResponse;
import org.jspecify.annotations.Nullable;
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

/**
 * {@code POST /api/imports}: reads the upload and writes the result lines concurrently, each with backpressure, or all
 * lines at the end if the request asks for that.
 */
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
                        () -> begin(request), begun -> answer(request, begun, writing), Import::close)
                .onErrorResume(Refused.class, e -> {
                    submitting.countRefused(e.problem());
                    return writing.write(SubmissionResponses.problem(e.problem()));
                }));
    }

    private Mono<Void> answer(ServerRequest request, Import begun, EnclosedResponse.Writing writing) {
        boolean atEnd = SubmissionHeaders.resultsAtEnd(request.headers().asHttpHeaders());
        // A problem is a value, not an error: after a cancel, nobody would handle it.
        return blocking(begun::open)
                .flatMap(problem -> problem.isPresent()
                        ? Mono.error(new Refused(problem.get()))
                        : writing.write(atEnd ? allLines(begun) : lines(begun, writing)));
    }

    private Import begin(ServerRequest request) {
        ImportService.Format format = ContentTypes.upload(request.headers().asHttpHeaders());
        Sender sender = SubmissionHeaders.unconditional(request.headers().asHttpHeaders());
        Trial trial = trial(request);
        return importing.begin(format, new UploadStream(request.bodyToFlux(DataBuffer.class)), sender, trial);
    }

    /** With {@code dry-run=true} nothing is appended; {@code permalink} and {@code timeZone} are settings that would be in force. */
    private static @Nullable Trial trial(ServerRequest request) {
        String dry = request.queryParam("dry-run").orElse("false");
        if (dry.equals("false")) {
            return null;
        }
        if (!dry.equals("true")) {
            throw Refused.malformed("dry-run", "dry-run must be true or false");
        }
        try {
            return new Trial(SiteSettings.builder()
                    .permalink(request.queryParam("permalink").orElse(""))
                    .timeZone(request.queryParam("timeZone").orElse(""))
                    .build());
        } catch (IllegalArgumentException e) {
            throw Refused.malformed("permalink", String.valueOf(e.getMessage()));
        }
    }

    private <T> Mono<T> blocking(Callable<T> work) {
        return Mono.create(sink -> threads.execute(() -> {
            try {
                sink.success(work.call());
            } catch (Exception e) {
                sink.error(e);
            } catch (Error e) { // the caller must be told, and Reactor would not pass on a fatal one
                sink.error(new IllegalStateException("the import failed: " + e, e));
            }
        }));
    }

    private Mono<ServerResponse> allLines(Import begun) {
        return blocking(begun::allLines).flatMap(lines -> answer(Flux.fromIterable(lines)));
    }

    private Mono<ServerResponse> lines(Import begun, EnclosedResponse.Writing writing) {
        Flux<byte[]> lines = Flux.<byte[]>generate(sink -> next(begun, sink))
                .subscribeOn(Schedulers.fromExecutor(threads), true); // blocks the requesting thread
        return answer(writing.bounded(lines));
    }

    private static void next(Import begun, SynchronousSink<byte[]> sink) {
        try {
            byte[] lines = begun.lines();
            if (lines.length == 0) {
                sink.complete();
            } else {
                sink.next(lines);
            }
        } catch (InterruptedException e) { // the import was closed
            sink.complete();
        }
    }

    private static Mono<ServerResponse> answer(Flux<byte[]> lines) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_NDJSON)
                .body(BodyInserters.fromDataBuffers(lines.map(DefaultDataBufferFactory.sharedInstance::wrap)));
    }
}
