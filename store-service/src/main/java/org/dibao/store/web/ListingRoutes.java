package org.dibao.store.web;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.util.List;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Lists of articles: those that are not live, and the one that has a path. */
final class ListingRoutes {
    private final Archive archive;
    private final Limits limits;

    ListingRoutes(Archive archive, Limits limits) {
        this.archive = archive;
        this.limits = limits;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/desk", this::desk)
                .GET("/paths", request -> at(request, true))
                .GET("/public/paths", request -> at(request, false))
                .build();
    }

    record Listing(List<ObjectNode> articles, @Nullable String next) {}

    private Mono<ServerResponse> desk(ServerRequest request) {
        Status status = status(request.queryParam("status").orElse(""));
        int limit = Requests.number(request, "limit", limits.page(), limits.maxPage());
        DeskPage.Place after =
                request.queryParam("after").map(ListingRoutes::place).orElse(null);
        return Answers.json(archive.desk()
                .publishOn(Answers.WORK)
                .map(desk -> DeskPage.of(desk, status, after, limit))
                .flatMap(page -> archive.each(page.articles(), standing -> standing)
                        // Since the page was cut, something may have happened to one of them.
                        .filter(standing -> standing.stored().head().status() == status)
                        .publishOn(Answers.WORK)
                        .map(ResponseJson::line)
                        .collectList()
                        .map(lines -> new Listing(lines, page.next()))));
    }

    private static Status status(String name) {
        return switch (name) {
            case "draft" -> Status.DRAFT;
            case "scheduled" -> Status.SCHEDULED;
            case "withdrawn" -> Status.WITHDRAWN;
            default ->
                throw Requests.malformed(
                        "status", "status must be draft, scheduled or withdrawn; without it, live articles are listed");
        };
    }

    private static DeskPage.Place place(String cursor) {
        try {
            return DeskPage.Place.parse(cursor);
        } catch (IllegalArgumentException e) {
            throw Requests.malformed("after", "after is not a cursor: use the value of next from a previous response");
        }
    }

    /** The article that has a path, as a list; of no other than live ones if not all may be known. */
    private Mono<ServerResponse> at(ServerRequest request, boolean all) {
        ArticlePath path;
        try {
            path = new ArticlePath(request.queryParam("path").orElse(""));
        } catch (IllegalArgumentException e) {
            throw Requests.malformed("path", "path is not an address of an article: write it as /river/ferry.html");
        }
        return Answers.json(archive.owner(path)
                .flatMapMany(id -> archive.each(List.of(id), standing -> standing))
                .filter(standing -> all
                        ? !standing.stored().head().isErased()
                        : standing.stored().head().isLive())
                .publishOn(Answers.WORK)
                .map(standing -> all ? ResponseJson.line(standing) : ResponseJson.publicLine(standing))
                .collectList()
                .map(lines -> new Listing(lines, null)));
    }
}
