package org.dibao.store.web;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.net.URI;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.wire.Headers;
import org.dibao.support.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The store's routes. Only answers under {@code /public} may be shown without a key. */
public final class StoreRoutes {
    private final Archive archive;
    private final Limits limits;

    public StoreRoutes(Archive archive, Limits limits) {
        this.archive = archive;
        this.limits = limits;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/articles/{id}", this::article)
                .GET("/articles/{id}/preview", this::preview)
                .GET("/articles/{id}/revisions", this::revisions)
                .GET("/articles/{id}/revisions/{number}", this::revision)
                .GET("/submissions/{position}", this::receipt)
                .GET("/site", this::site)
                .add(new LiveRoutes(archive, limits).routes())
                .add(new ListingRoutes(archive, limits).routes())
                .add(new FileRoutes(archive, limits).routes())
                .build();
    }

    private Mono<ServerResponse> article(ServerRequest request) {
        ArticleId id = Requests.id(request);
        return Answers.tagged(
                request,
                archive.article(id).switchIfEmpty(Answers.noArticle(id)).flatMap(Answers::kept),
                ResponseJson::whole);
    }

    /** The article as its publication would make it; where it is, if it is live. */
    private Mono<ServerResponse> preview(ServerRequest request) {
        ArticleId id = Requests.id(request);
        return archive.article(id)
                .switchIfEmpty(Answers.noArticle(id))
                .flatMap(Answers::kept)
                .flatMap(stored -> switch (stored.head().status()) {
                    case LIVE ->
                        ServerResponse.seeOther(URI.create(
                                        ResponseJson.article(stored).path().encoded()))
                                .build();
                    case DRAFT, SCHEDULED -> Answers.json(Mono.just(ResponseJson.published(stored)));
                    case WITHDRAWN, ERASED ->
                        Mono.error(new ProblemException(Problem.of(
                                Problem.Type.GONE, "article " + id + " is withdrawn: there is nothing to preview")));
                });
    }

    private Mono<ServerResponse> revisions(ServerRequest request) {
        ArticleId id = Requests.id(request);
        RevisionRange asked = RevisionRange.asked(request, limits);
        return Answers.json(archive.head(id)
                .switchIfEmpty(Answers.noArticle(id))
                .flatMap(head -> {
                    RevisionRange shown = asked.upTo(head.revision());
                    return archive.revisions(id, shown.newest(), shown.oldest())
                            .map(lines -> ResponseJson.revisions(lines, shown.oldest()));
                }));
    }

    private Mono<ServerResponse> revision(ServerRequest request) {
        ArticleId id = Requests.id(request);
        Revision revision = Requests.read(request, "number", text -> new Revision(Integer.parseInt(text)));
        return archive.article(id)
                .switchIfEmpty(Answers.noArticle(id))
                .flatMap(Answers::kept)
                .flatMap(_ -> archive.revision(id, revision))
                .switchIfEmpty(Answers.missing("there is no revision " + revision + " of article " + id
                        + ": \"dibao history " + id + "\" shows which there are"))
                .publishOn(Answers.WORK)
                .flatMap(stored -> ServerResponse.ok()
                        .header(Headers.HTTP_BASE, Answers.base(stored))
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Json.bytes(ResponseJson.whole(stored))));
    }

    private Mono<ServerResponse> receipt(ServerRequest request) {
        Position position = Requests.read(request, "position", text -> new Position(Long.parseLong(text)));
        return Answers.json(archive.decision(position)
                .map(ResponseJson::receipt)
                .switchIfEmpty(Answers.missing("position " + position + " is not decided yet")));
    }

    private Mono<ServerResponse> site(ServerRequest request) {
        return archive.site()
                .flatMap(site -> site(request, site.value(), site.position()))
                .switchIfEmpty(Mono.defer(() -> site(request, SiteSettings.DEFAULT, null)));
    }

    private static Mono<ServerResponse> site(ServerRequest request, SiteSettings settings, @Nullable Position given) {
        String etag = "\"" + settings.tag() + "\"";
        return request.checkNotModified(etag).switchIfEmpty(Mono.defer(() -> {
            var ok = ServerResponse.ok().eTag(etag).contentType(MediaType.APPLICATION_JSON);
            return (given == null ? ok : ok.header(Headers.HTTP_BASE, given.toString()))
                    .bodyValue(Json.bytes(settings));
        }));
    }
}
