package org.dibao.gateway.previews;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.event.Problem;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.auth.Scope;
import org.dibao.gateway.backends.Backend;
import org.dibao.gateway.backends.BackendAnswer;
import org.dibao.gateway.backends.Backends;
import org.dibao.gateway.problems.Prefers;
import org.dibao.gateway.problems.Responses;
import org.dibao.gateway.submissions.SiteAddress;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.dibao.support.work.Permits;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Shows drafts and scheduled articles to whoever has the link, as they will be when they are published. A preview is made for each
 * request, kept by nobody, and not indexed; its address is told to no other site.
 */
public final class Previews {
    private static final String PATH = "/desk/preview/";
    /** Where render says that a link is not valid. */
    private static final String LOST = "/desk/preview";

    private final ApiKeyAuthenticator authenticator;
    private final Backend store;
    private final Backend render;
    private final SiteAddress site;
    private final PreviewLinks links;
    private final PreviewSettings settings;
    private final Permits permits;
    private final Clock clock;

    Previews(
            ApiKeyAuthenticator authenticator,
            Backends backends,
            SiteAddress site,
            PreviewLinks links,
            PreviewSettings settings,
            Permits permits,
            Clock clock) {
        this.authenticator = authenticator;
        this.store = backends.store();
        this.render = backends.render();
        this.site = site;
        this.links = links;
        this.settings = settings;
        this.permits = permits;
        this.clock = clock;
    }

    /** Whether a link to a preview has this path. */
    public boolean isAt(String path) {
        return path.startsWith(PATH);
    }

    record Link(String url, Instant expiresAt) {}

    /** {@code POST /api/articles/{id}/preview}: a new link. */
    public Mono<ServerResponse> link(ServerRequest request, String rawId) {
        return authenticator.holder(request, Scope.READ_DRAFTS, _ -> {
            ArticleId article = id(rawId);
            return content(article)
                    .flatMap(answer -> answer.status() < 400
                            ? site.seenBy(request).flatMap(origin -> link(article, origin))
                            : answer.passOn());
        });
    }

    private Mono<ServerResponse> link(ArticleId article, String origin) {
        Instant expires = clock.instant().plus(settings.validFor()).truncatedTo(ChronoUnit.SECONDS);
        return Responses.json(
                200,
                headers -> headers.setCacheControl("private, no-store"),
                new Link(origin + PATH + links.token(article, expires), expires));
    }

    /** {@code GET /desk/preview/{token}}: the page. */
    public Mono<ServerResponse> page(ServerRequest request) {
        String token = request.uri().getRawPath().substring(PATH.length());
        boolean toPeople = Prefers.page(request);
        return switch (links.read(token, clock.instant())) {
            case PreviewLinks.Reading.Valid valid ->
                permits.hold(() -> show(valid.article(), toPeople), () -> Mono.error(tooMany()));
            case PreviewLinks.Reading.Expired _ ->
                refused(toPeople, Problem.Type.GONE, "This link to a preview has expired: ask for another one.");
            case PreviewLinks.Reading.Unknown _ ->
                refused(
                        toPeople,
                        Problem.Type.NOT_FOUND,
                        "There is no preview at this address: copy the whole link, or ask for another one.");
        };
    }

    private Mono<ServerResponse> show(ArticleId article, boolean toPeople) {
        return content(article).flatMap(answer -> switch (answer.status()) {
            case 200 -> rendered(answer.body());
            case 303 -> redirected(answer.headers());
            case 404, 410 ->
                refused(
                        toPeople,
                        Problem.Type.GONE,
                        "The article is not to be published any more: there is nothing to show.");
            default -> Mono.error(store.unavailable(answer, "Try again."));
        });
    }

    private Mono<BackendAnswer> content(ArticleId article) {
        return store.get("/articles/" + ArticlePath.encode(article.value()) + "/preview", new HttpHeaders())
                .flatMap(answer -> answer.status() >= 500
                        ? Mono.error(store.unavailable(answer, "Try again."))
                        : Mono.just(answer));
    }

    private Mono<ServerResponse> rendered(byte[] article) {
        return render.query("/preview", article).flatMap(page -> switch (page.status()) {
            case 200 -> shown(200, page);
            case 301 -> redirected(page.headers());
            default -> Mono.error(render.unavailable(page, "Try again."));
        });
    }

    /** The article is live, or leads elsewhere. */
    private static Mono<ServerResponse> redirected(HttpHeaders to) {
        return Responses.empty(303, headers -> {
            headers.set(HttpHeaders.LOCATION, to.getFirst(HttpHeaders.LOCATION));
            keepPrivate(headers);
        });
    }

    private static Mono<ServerResponse> shown(int status, BackendAnswer page) {
        return Responses.bytes(
                status,
                headers -> {
                    headers.setContentType(page.headers().getContentType());
                    keepPrivate(headers);
                },
                page.body());
    }

    /** To people as a page of the site, if there is one to be had. */
    private Mono<ServerResponse> refused(boolean toPeople, Problem.Type type, String detail) {
        return toPeople
                ? render.get(LOST, new HttpHeaders())
                        .filter(page -> MediaType.TEXT_HTML.isCompatibleWith(
                                page.headers().getContentType()))
                        .flatMap(page -> shown(type.status(), page))
                        .onErrorResume(ProblemException.class, _ -> Mono.empty())
                        .switchIfEmpty(Mono.defer(() -> refused(type, detail)))
                : refused(type, detail);
    }

    private static Mono<ServerResponse> refused(Problem.Type type, String detail) {
        HttpHeaders headers = new HttpHeaders();
        keepPrivate(headers);
        return ProblemDocuments.response(ProblemDocuments.of(type, detail), headers);
    }

    private static void keepPrivate(HttpHeaders headers) {
        headers.setCacheControl("no-store");
        headers.set("X-Robots-Tag", "noindex");
        headers.set("Referrer-Policy", "no-referrer");
    }

    private static ArticleId id(String rawId) {
        try {
            return new ArticleId(ArticlePath.decode(rawId));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemDocuments.of(
                    Problem.Type.NOT_FOUND,
                    "There is no article with this id. GET /api/articles and \"dibao list\" list all articles."));
        }
    }

    private static ProblemException tooMany() {
        return new ProblemException(
                ProblemDocuments.of(
                        Problem.Type.UNAVAILABLE, "Too many previews are being made. Try again in a moment."),
                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "1"));
    }
}
