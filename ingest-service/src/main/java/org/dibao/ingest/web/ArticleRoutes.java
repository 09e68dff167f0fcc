package org.dibao.ingest.web;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.contract.wire.Headers;
import org.dibao.ingest.article.ContentKind;
import org.dibao.ingest.article.FileName;
import org.dibao.ingest.article.SiteReader;
import org.dibao.ingest.article.Upload;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.patches.PatchService;
import org.dibao.ingest.submissions.Fingerprint;
import org.dibao.ingest.submissions.PreparedSubmission;
import org.dibao.ingest.submissions.Sender;
import org.dibao.ingest.submissions.SubmissionReply;
import org.dibao.ingest.submissions.SubmissionService;
import org.dibao.support.work.Workers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * One submission per request: the event loop collects the body, and a reader thread parses it. A sender can rely on a
 * refusal: nothing of the submission reaches the log later. If that cannot be known, the answer is 503.
 */
public final class ArticleRoutes {
    private static final Problem TOO_MANY = Problem.of(
            Problem.Type.TOO_MANY,
            "too many articles at once: this one could not be read in time. Nothing was accepted; send it again in a"
                    + " moment");

    private final SubmissionService submitting;
    private final SiteReader sites;
    private final PatchService patches;
    private final WebSettings settings;
    private final Duration logLimit;
    private final Workers readers;

    /** @param logLimit how long the log may take to answer */
    public ArticleRoutes(
            SubmissionService submitting,
            SiteReader sites,
            PatchService patches,
            WebSettings settings,
            Duration logLimit,
            Workers readers) {
        this.submitting = submitting;
        this.patches = patches;
        this.sites = sites;
        this.settings = settings;
        this.logLimit = logLimit;
        this.readers = readers;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .POST("/api/articles", request -> answer(request, () -> post(request)))
                .PUT("/api/articles/{name}", request -> answer(request, () -> put(request)))
                .DELETE("/api/articles/{name}", request -> answer(request, () -> delete(request)))
                .PATCH("/api/articles/{name}", request -> answer(request, () -> patch(request)))
                .POST("/api/articles/{name}/restore", request -> answer(request, () -> restore(request)))
                .POST("/api/articles/{name}/address", request -> asked(() -> wouldBe(request)))
                .GET("/api/articles/{name}/submission", request -> asked(() -> given(request)))
                .PATCH("/api/site", request -> answer(request, () -> patchSite(request)))
                .PUT("/api/site", request -> answer(request, () -> site(request)))
                .build();
    }

    private Mono<SubmissionReply> post(ServerRequest request) {
        return submit(request, FileNames.of(headers(request)), null);
    }

    private Mono<SubmissionReply> put(ServerRequest request) {
        FileName address = address(request);
        FileName told = FileNames.of(headers(request));
        return submit(request, told == null ? address : told, id(address));
    }

    private Mono<SubmissionReply> submit(ServerRequest request, @Nullable FileName file, @Nullable ArticleId address) {
        HttpHeaders headers = headers(request);
        Sender sender = SubmissionHeaders.sender(headers);
        Deadline deadline = deadline(request);
        FileName typed = address == null ? file : typed(request, file);
        ContentKind kind = ContentTypes.article(headers, typed);
        String place = SubmissionHeaders.place(headers);
        return RequestBodies.read(request, settings.maxBody(), WebSettings.MAX_BODY)
                .flatMap(body -> read(
                        deadline,
                        () -> submitting.article(
                                new Upload(kind, body, file, address).at(place),
                                sender,
                                fingerprint(request, sender, body))));
    }

    /** For a PUT, the extension in the address also determines the type if the file name does not. */
    private static @Nullable FileName typed(ServerRequest request, @Nullable FileName file) {
        return file != null && file.kind() != null ? file : address(request);
    }

    private Mono<SubmissionReply> delete(ServerRequest request) {
        ArticleId article = id(address(request));
        Sender sender = SubmissionHeaders.sender(headers(request));
        String fingerprint = fingerprint(request, sender, new byte[0]);
        return read(deadline(request), () -> submitting.withdrawal(article, sender, fingerprint));
    }

    private Mono<SubmissionReply> patch(ServerRequest request) {
        HttpHeaders headers = headers(request);
        ContentTypes.patch(headers);
        ArticleId article = id(address(request));
        Sender sender = SubmissionHeaders.changing(headers);
        Position base = SubmissionHeaders.base(headers);
        boolean withdrawn = "withdrawn".equals(headers.getFirst(Headers.HTTP_BASE_STATUS));
        boolean moves = moves(request);
        Deadline deadline = deadline(request);
        return RequestBodies.read(request, settings.maxBody(), WebSettings.MAX_BODY)
                .flatMap(body -> read(
                        deadline,
                        () -> patches.article(
                                article, base, withdrawn, body, moves, sender, fingerprint(request, sender, body))));
    }

    /** What an article's address would be by other settings; only reads. */
    private Mono<ServerResponse> wouldBe(ServerRequest request) {
        HttpHeaders headers = headers(request);
        ContentTypes.patch(headers);
        ArticleId article = id(address(request));
        Position base = SubmissionHeaders.base(headers);
        Position site = headers.containsHeader(Headers.HTTP_BASE_SITE) ? SubmissionHeaders.baseSite(headers) : null;
        OffsetDateTime date = SubmissionHeaders.baseDate(headers);
        Deadline deadline = deadline(request);
        return RequestBodies.read(request, settings.maxSite(), WebSettings.MAX_SITE)
                .flatMap(body -> looked(deadline, () -> patches.address(article, base, date, site, body)));
    }

    /** What was submitted for an article; only reads. */
    private Mono<ServerResponse> given(ServerRequest request) {
        ArticleId article = id(address(request));
        Position base = SubmissionHeaders.base(headers(request));
        return looked(deadline(request), () -> patches.given(article, base));
    }

    private Mono<ServerResponse> looked(Deadline deadline, Callable<?> reading) {
        return readers.run(reading, deadline.leftForReading(), settings.readWithin())
                .flatMap(found -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .bodyValue(Json.bytes(found)));
    }

    private static Mono<ServerResponse> asked(Supplier<Mono<ServerResponse>> question) {
        return Mono.defer(question)
                .onErrorMap(Workers.Busy.class, _ -> new Refused(TOO_MANY))
                .onErrorMap(Workers.TooLong.class, _ -> new Refused(TOO_MANY))
                .onErrorResume(Refused.class, e -> SubmissionResponses.problem(e.problem()));
    }

    /** Whether the query has {@code address=anew}. */
    private static boolean moves(ServerRequest request) {
        String address = request.queryParam("address").orElse(null);
        if (address != null && !address.equals("anew")) {
            throw Refused.malformed(
                    "address",
                    "address is \"" + address
                            + "\": write address=anew, and the article takes its address by the site's"
                            + " settings, or leave it out");
        }
        return address != null;
    }

    private Mono<SubmissionReply> restore(ServerRequest request) {
        HttpHeaders headers = headers(request);
        ArticleId article = id(address(request));
        Sender sender = SubmissionHeaders.changing(headers);
        Position base = SubmissionHeaders.base(headers);
        String fingerprint = fingerprint(request, sender, new byte[0]);
        boolean latest = request.queryParam("revision").isEmpty();
        return read(deadline(request), () -> patches.restored(article, base, latest, sender, fingerprint));
    }

    private Mono<SubmissionReply> patchSite(ServerRequest request) {
        HttpHeaders headers = headers(request);
        ContentTypes.patch(headers);
        Sender sender = SubmissionHeaders.unconditional(headers);
        Position base = headers.containsHeader(Headers.HTTP_BASE) ? SubmissionHeaders.base(headers) : null;
        Deadline deadline = deadline(request);
        return RequestBodies.read(request, settings.maxSite(), WebSettings.MAX_SITE)
                .flatMap(body ->
                        read(deadline, () -> patches.site(base, body, sender, fingerprint(request, sender, body))));
    }

    private Mono<SubmissionReply> site(ServerRequest request) {
        ContentTypes.json(headers(request));
        Sender sender = SubmissionHeaders.unconditional(headers(request));
        Deadline deadline = deadline(request);
        return RequestBodies.read(request, settings.maxSite(), WebSettings.MAX_SITE)
                .flatMap(body -> read(
                        deadline,
                        () -> submitting.site(sites.read(body), null, sender, fingerprint(request, sender, body))));
    }

    private Deadline deadline(ServerRequest request) {
        return Deadline.of(headers(request), settings.readWithin(), logLimit);
    }

    /** Reads, and appends only if reading finished before the sender got an answer. */
    private Mono<SubmissionReply> read(Deadline deadline, Callable<PreparedSubmission> reading) {
        return readers.run(reading, deadline.leftForReading(), settings.readWithin())
                .onErrorMap(Workers.Busy.class, _ -> new Refused(TOO_MANY))
                .onErrorMap(
                        Workers.TooLong.class,
                        _ -> Refused.field(
                                "body",
                                "reading the article takes longer than "
                                        + settings.readWithin().toSeconds()
                                        + " s: it is too intricate. Nothing was accepted"))
                .flatMap(prepared -> switch (prepared) {
                    case PreparedSubmission.Invalid invalid -> Mono.error(new Refused(invalid.problem()));
                    case PreparedSubmission.Ready ready ->
                        Mono.fromCompletionStage(submitting.append(ready, deadline.left()));
                });
    }

    private Mono<ServerResponse> answer(ServerRequest request, Callable<Mono<SubmissionReply>> handling) {
        return SubmissionResponses.answer(request, submitting, handling);
    }

    private static HttpHeaders headers(ServerRequest request) {
        return request.headers().asHttpHeaders();
    }

    private static FileName address(ServerRequest request) {
        String name = request.pathVariable("name");
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            throw Refused.malformed("id", "the address must name an article by an id or a file name, without a slash");
        }
        return FileName.of(name);
    }

    private static ArticleId id(FileName name) {
        try {
            return new ArticleId(name.stem());
        } catch (IllegalArgumentException e) {
            throw Refused.malformed("id", String.valueOf(e.getMessage()));
        }
    }

    private static String fingerprint(ServerRequest request, Sender sender, byte[] body) {
        if (sender.idempotencyKey() == null) {
            return "";
        }
        HttpHeaders headers = headers(request);
        Fingerprint fingerprint = new Fingerprint()
                .with(request.method().name())
                .with(request.uri().getRawPath())
                .with(request.uri().getRawQuery())
                .with(headers.getFirst(HttpHeaders.CONTENT_TYPE))
                .with(headers.getFirst("Slug"))
                .with(headers.getFirst(HttpHeaders.CONTENT_DISPOSITION))
                .with(headers.getFirst(HttpHeaders.IF_MATCH))
                .with(headers.getFirst(HttpHeaders.IF_NONE_MATCH))
                .with(body);
        String place = headers.getFirst(Headers.HTTP_PLACE);
        return place == null ? fingerprint.hex() : fingerprint.with(place).hex();
    }
}
