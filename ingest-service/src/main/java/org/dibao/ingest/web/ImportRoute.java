package org.dibao.ingest.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.imports.Import;
import org.dibao.ingest.imports.Importing;
import org.dibao.ingest.submissions.Sender;
import org.dibao.ingest.submissions.Submitting;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code POST /api/imports}: reads the upload and writes its lines at the same time, each as fast as the other side allows. */
public final class ImportRoute {
    private static final int CHUNK = 4096;

    private final Importing importing;
    private final Submitting submitting;
    private final Executor threads;

    /** @param threads may block; two are taken for each import */
    public ImportRoute(Importing importing, Submitting submitting, Executor threads) {
        this.importing = importing;
        this.submitting = submitting;
        this.threads = threads;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route().POST("/api/imports", this::post).build();
    }

    private Mono<ServerResponse> post(ServerRequest request) {
        return Mono.defer(() -> {
                    Importing.Format format =
                            ContentTypes.upload(request.headers().asHttpHeaders());
                    Sender sender = Conditions.unconditional(request.headers().asHttpHeaders());
                    return open(request, format, sender);
                })
                .flatMap(opened -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_NDJSON)
                        .body(BodyInserters.fromDataBuffers(lines(opened))))
                .onErrorResume(Refused.class, e -> {
                    submitting.countRefused(e.problem());
                    return Answers.problem(e.problem());
                });
    }

    private Mono<Import> open(ServerRequest request, Importing.Format format, Sender sender) {
        return Mono.create(sink -> {
            InputStream upload = new UploadStream(request.bodyToFlux(DataBuffer.class));
            sink.onCancel(() -> close(upload));
            threads.execute(() -> {
                try {
                    sink.success(importing.open(format, upload, sender));
                } catch (RuntimeException e) {
                    close(upload);
                    sink.error(e);
                }
            });
        });
    }

    private Flux<DataBuffer> lines(Import opened) {
        Publisher<DataBuffer> lines = DataBufferUtils.outputStreamPublisher(
                out -> run(opened, out), DefaultDataBufferFactory.sharedInstance, threads, CHUNK);
        return Flux.from(lines).doOnCancel(() -> close(opened));
    }

    private static void run(Import opened, OutputStream out) {
        try {
            opened.run(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Nothing more is wanted of it.
        }
    }
}
