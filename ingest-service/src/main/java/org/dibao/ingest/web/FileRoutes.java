package org.dibao.ingest.web;

import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.dibao.contract.event.Problem;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.file.Focus;
import org.dibao.contract.file.Variant;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.files.FileReceiver;
import org.dibao.ingest.files.FileReceiver.Received;
import org.dibao.ingest.files.FileSettings;
import org.dibao.ingest.pictures.Variants;
import org.dibao.ingest.submissions.Courtesy;
import org.dibao.ingest.submissions.Fingerprint;
import org.dibao.ingest.submissions.PreparedSubmission;
import org.dibao.ingest.submissions.Sender;
import org.dibao.ingest.submissions.SingleSubmissions;
import org.dibao.ingest.submissions.SubmissionReply;
import org.dibao.ingest.submissions.SubmissionService;
import org.dibao.support.work.Workers;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Files: a thread that may block receives each, and only then is the record appended that names it. So a record never names
 * bytes that are not durable.
 */
public final class FileRoutes {
    private static final String ASSETS = "/api/assets";
    private static final String FOCUS = "focus";
    /** Of the processor; hashing a gigabyte takes a few seconds. */
    private static final Duration WORKING = Duration.ofMinutes(2);

    private static final Problem TOO_MANY = Problem.of(
            Problem.Type.TOO_MANY, "too many files at once. Nothing was accepted; send it again in a moment");

    private final SubmissionService submitting;
    private final SingleSubmissions singles;
    private final FileReceiver receiver;
    private final Variants variants;
    private final Workers receivers;
    private final long maxBytes;
    private final Duration patience;
    private final Duration appending;

    /**
     * @param singles   let go first
     * @param receivers one for each file that is received at the same time
     * @param patience  how long a file may wait for one of them
     * @param appending how long the log may take to answer
     */
    public FileRoutes(
            SubmissionService submitting,
            SingleSubmissions singles,
            FileReceiver receiver,
            Variants variants,
            Workers receivers,
            FileSettings settings,
            Duration patience,
            Duration appending) {
        this.submitting = submitting;
        this.singles = singles;
        this.receiver = receiver;
        this.variants = variants;
        this.receivers = receivers;
        this.maxBytes = settings.maxSize().toBytes();
        this.patience = patience;
        this.appending = appending;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .PUT(ASSETS + "/{*path}", request -> answer(request, () -> put(request)))
                .DELETE(ASSETS + "/{*path}", request -> answer(request, () -> delete(request)))
                .POST("/api/media", request -> answer(request, () -> post(request)))
                .build();
    }

    private Mono<SubmissionReply> put(ServerRequest request) {
        return receive(request, () -> {
            FilePath path = path(request);
            Focus focus = focus(request);
            return body -> receiver.receive(path, focus, body);
        });
    }

    private Mono<SubmissionReply> post(ServerRequest request) {
        return receive(request, () -> {
            String name = FileNames.plain(request.headers().asHttpHeaders());
            if (name != null) {
                FileReceiver.checkName(name);
            }
            Focus focus = focus(request);
            return body -> receiver.receiveUnplaced(name, focus, body);
        });
    }

    private static @Nullable Focus focus(ServerRequest request) {
        String given = request.queryParam(FOCUS).orElse("");
        try {
            return given.isBlank() ? null : Focus.parse(given);
        } catch (IllegalArgumentException e) {
            throw Refused.malformed(FOCUS, String.valueOf(e.getMessage()));
        }
    }

    private interface Receiving {
        Received from(InputStream body);
    }

    /**
     * Whatever is refused, the body is taken: a sender that is still sending would not see the answer if the connection broke.
     *
     * @param asked what the request asks for, if it is valid
     */
    private Mono<SubmissionReply> receive(ServerRequest request, Supplier<Receiving> asked) {
        return Mono.using(
                () -> new UploadStream(request.bodyToFlux(DataBuffer.class)),
                body -> receive(request, asked.get(), body),
                UploadStream::close);
    }

    private Mono<SubmissionReply> receive(ServerRequest request, Receiving receiving, UploadStream body) {
        HttpHeaders headers = request.headers().asHttpHeaders();
        ContentTypes.file(headers);
        Sender sender = SubmissionHeaders.sender(headers);
        if (headers.getContentLength() > maxBytes) {
            throw FileReceiver.tooLarge(maxBytes);
        }
        return receivers
                .run(
                        () -> receiving.from(new CourteousStream(body, new Courtesy(singles, System::nanoTime))),
                        patience,
                        WORKING)
                .onErrorMap(e -> e instanceof Workers.Busy || e instanceof Workers.TooLong, _ -> new Refused(TOO_MANY))
                .flatMap(received -> append(submitting.file(
                                received.path(),
                                received.content(),
                                sender,
                                fingerprint(request, sender, received.content().hash())))
                        .doOnSuccess(_ -> wantVariants(received.content())));
    }

    /** Before anybody asks for them, so that the first readers of an article have them. */
    private void wantVariants(FileContent content) {
        if (!Variant.of(content).isEmpty() || Variant.preview(content).isPresent()) {
            variants.want(content.hash(), Objects.requireNonNullElse(content.focus(), Focus.CENTRE));
        }
    }

    private Mono<SubmissionReply> delete(ServerRequest request) {
        FilePath path = path(request);
        Sender sender = SubmissionHeaders.sender(request.headers().asHttpHeaders());
        return append(submitting.removal(path, sender, fingerprint(request, sender, "")));
    }

    private Mono<SubmissionReply> append(PreparedSubmission prepared) {
        return Mono.fromCompletionStage(() -> submitting.appendBehind(prepared, appending));
    }

    /** The path is taken as received, so that an encoded slash is told from a slash. */
    private static FilePath path(ServerRequest request) {
        return FileReceiver.parsed(request.uri().getRawPath().substring(ASSETS.length()));
    }

    private Mono<ServerResponse> answer(ServerRequest request, Callable<Mono<SubmissionReply>> handling) {
        return SubmissionResponses.answer(request, submitting, handling);
    }

    /** @param hash of the body; empty if there is none */
    private static String fingerprint(ServerRequest request, Sender sender, @Nullable String hash) {
        if (sender.idempotencyKey() == null) {
            return "";
        }
        HttpHeaders headers = request.headers().asHttpHeaders();
        return new Fingerprint()
                .with(request.method().name())
                .with(request.uri().getRawPath())
                .with(request.uri().getRawQuery())
                .with(headers.getFirst(HttpHeaders.CONTENT_TYPE))
                .with(headers.getFirst("Slug"))
                .with(headers.getFirst(HttpHeaders.CONTENT_DISPOSITION))
                .with(headers.getFirst(HttpHeaders.IF_MATCH))
                .with(headers.getFirst(HttpHeaders.IF_NONE_MATCH))
                .with(hash)
                .hex();
    }
}
