package org.dibao.render.web;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.wire.Headers;
import org.dibao.projector.Unavailable;
import org.dibao.render.search.Search;
import org.dibao.render.snapshot.SnapshotState;
import org.dibao.render.snapshot.SnapshotUpdater;
import org.dibao.render.theme.Asset;
import org.dibao.render.theme.Theme;
import org.dibao.render.view.Views;
import org.dibao.support.trace.LogContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Answers every request: determines the route, waits for the requested minimum position, reads its own position, and
 * only then looks anything up, so that the response is at least as new as the position it states. Never blocks.
 */
public final class PageHandler {
    private static final Logger log = LoggerFactory.getLogger(PageHandler.class);
    private static final String PREVIEW = "/preview";
    private static final String FILE_USES = "/file-uses";

    /** Larger than any record in the log. */
    private static final int MAX_ARTICLE = 16 << 20;

    private static final int RETRY_SOON = 1;
    private static final int RETRY_LATER = 5;

    private final SnapshotUpdater updater;
    private final Theme theme;
    private final PageSettings settings;
    private final RouteDispatcher pages;

    public PageHandler(SnapshotUpdater updater, Views views, Theme theme, PageSettings settings) {
        this(updater, views, theme, settings, null);
    }

    /** @param search absent: {@code /search} is answered with 503 */
    public PageHandler(
            SnapshotUpdater updater, Views views, Theme theme, PageSettings settings, @Nullable Search search) {
        this.updater = updater;
        this.theme = theme;
        this.settings = settings;
        this.pages = new RouteDispatcher(views, theme, settings, search, Clock.systemUTC());
    }

    public Mono<ServerResponse> handle(ServerRequest request) {
        // Before rendering: a page may be rendered with a newer theme than stated, but never an older one.
        request.exchange().getResponse().getHeaders().set(Headers.HTTP_THEME, theme.version());
        return answer(request);
    }

    private Mono<ServerResponse> answer(ServerRequest request) {
        Route route = Route.of(request.uri().getRawPath());
        Set<PurgeKey> keys = route.keys();
        HttpMethod method = request.method();
        if (method == HttpMethod.POST) {
            switch (request.uri().getRawPath()) {
                case PREVIEW -> {
                    return preview(request);
                }
                case FILE_USES -> {
                    return fileUses(request);
                }
                default -> {} // no page takes one
            }
        }
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            return PageResponses.notAllowed(Freshness.of(updater), keys);
        }
        return wanted(request)
                .flatMap(wanted -> updater.gate().atLeast(wanted, settings.patience()))
                .publishOn(Schedulers.parallel()) // rendering takes time: not in the thread that follows publications
                .flatMap(_ -> answered(request, route, keys))
                .onErrorResume(e ->
                        problem(e).flatMap(answer -> PageResponses.of(request, Freshness.of(updater), keys, answer)));
    }

    private Mono<ServerResponse> answered(ServerRequest request, Route route, Set<PurgeKey> keys) {
        Freshness freshness = Freshness.of(updater); // before any lookup
        return answer(request, route)
                .onErrorResume(PageHandler::problem)
                .publishOn(Schedulers.parallel())
                .flatMap(answer -> PageResponses.of(request, freshness, keys, answer));
    }

    /** {@code POST /preview}: the page that this article would have. Only the gateway asks. */
    private Mono<ServerResponse> preview(ServerRequest request) {
        return DataBufferUtils.join(request.bodyToFlux(DataBuffer.class), MAX_ARTICLE)
                .publishOn(Schedulers.parallel())
                .map(PageHandler::article)
                .flatMap(article -> serving().flatMap(serving -> pages.preview(serving.snapshot(), article)))
                .onErrorResume(PageHandler::problem)
                .publishOn(Schedulers.parallel())
                .flatMap(answer -> PageResponses.of(request, Freshness.of(updater), Set.of(), answer));
    }

    private Mono<ServerResponse> fileUses(ServerRequest request) {
        return serving()
                .flatMap(serving -> pages.fileUses(serving.snapshot(), request.queryParams()))
                .onErrorResume(PageHandler::problem)
                .flatMap(answer -> PageResponses.of(request, Freshness.of(updater), Set.of(), answer));
    }

    private static Article article(DataBuffer json) {
        byte[] bytes = new byte[json.readableByteCount()];
        json.read(bytes);
        DataBufferUtils.release(json);
        return Json.read(bytes, Article.class);
    }

    private Mono<SnapshotState.Serving> serving() {
        return updater.state() instanceof SnapshotState.Serving serving
                ? Mono.just(serving)
                : Mono.error(new Unavailable("this instance serves no pages yet", null));
    }

    private Mono<RenderedResponse> answer(ServerRequest request, Route route) {
        if (route instanceof Route.Asset named && theme.asset(named.file()) instanceof Asset asset) {
            return Mono.just(new RenderedResponse.File(asset));
        }
        return switch (updater.state()) {
            case SnapshotState.Serving serving ->
                pages.answer(serving.snapshot(), route, request.queryParams(), onlyArticles(request));
            case SnapshotState.Rebuilding rebuilding ->
                later("pages are being rebuilt: " + rebuilding.done() + " of " + rebuilding.of()
                        + " positions are done");
            case SnapshotState.Loading _ -> later("this instance has just started and is still loading its listings");
            case SnapshotState.Waiting waiting -> later("this instance cannot serve pages yet: " + waiting.reason());
        };
    }

    private static Set<String> onlyArticles(ServerRequest request) {
        String header = request.headers().firstHeader(Headers.HTTP_ARTICLES);
        return header == null || header.isBlank()
                ? Set.of()
                : Stream.of(header.strip().split(" +"))
                        .map(ArticlePath::decode)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static Mono<Position> wanted(ServerRequest request) {
        String header = request.headers().firstHeader(Headers.HTTP_AT_LEAST);
        if (header == null) {
            return Mono.just(Position.NONE);
        }
        return header.matches("-1|[0-9]{1,18}")
                ? Mono.just(new Position(Long.parseLong(header)))
                : Mono.error(new BadPosition());
    }

    private static Mono<RenderedResponse> later(String why) {
        return Mono.just(new RenderedResponse.Refused(Problem.of(Problem.Type.UNAVAILABLE, why), RETRY_LATER));
    }

    private static Mono<RenderedResponse> problem(Throwable failure) {
        return Mono.deferContextual(context -> {
            try (var _ = LogContext.of(context)) {
                return Mono.just(answer(failure));
            }
        });
    }

    private static RenderedResponse answer(Throwable failure) {
        Throwable cause = reactor.core.Exceptions.unwrap(failure);
        if (cause instanceof java.util.concurrent.CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case BadPosition _ ->
                RenderedResponse.Refused.of(Problem.of(
                        Problem.Type.MALFORMED,
                        Headers.HTTP_AT_LEAST,
                        "Dibao-At-Least must be a position, a whole" + " number"));
            case TimeoutException _ ->
                new RenderedResponse.Refused(
                        Problem.of(Problem.Type.UNAVAILABLE, "this instance has not reached that position yet"),
                        RETRY_SOON);
            case Unavailable _ ->
                new RenderedResponse.Refused(
                        Problem.of(Problem.Type.UNAVAILABLE, "the database does not answer; try again in a moment"),
                        RETRY_SOON);
            default -> {
                log.error("a request failed", cause);
                yield new RenderedResponse.Refused(
                        new Problem(Problem.Type.UNAVAILABLE, 500, "the renderer has failed; see its log", null), 0);
            }
        };
    }

    private static final class BadPosition extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadPosition() {
            super("not a position", null, false, false);
        }
    }
}
