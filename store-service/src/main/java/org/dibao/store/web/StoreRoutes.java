package org.dibao.store.web;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.article.Status;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.wire.Headers;
import org.dibao.store.fold.Head;
import org.dibao.store.web.Archive.Stored;
import org.dibao.support.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The store's routes. Only answers under {@code /public} may be shown without a key. */
public final class StoreRoutes {
    /** A large article takes milliseconds to sanitise: too long for the threads that read from the database. */
    private static final Scheduler WORK = Schedulers.parallel();

    private final Archive archive;
    private final Limits limits;

    /**
     * Limits of one answer.
     *
     * @param page        revisions, if the request names no limit
     * @param maxPage     revisions
     * @param maxIds      articles that one request may ask for
     * @param maxContents bytes of the articles in one answer; the first one may be larger
     */
    public record Limits(int page, int maxPage, int maxIds, long maxContents) {}

    public StoreRoutes(Archive archive, Limits limits) {
        this.archive = archive;
        this.limits = limits;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/articles/{id}", this::article)
                .GET("/public/articles/{id}", this::publicArticle)
                .POST("/public/articles/positions", this::livePositions)
                .POST("/public/articles/contents", this::liveContents)
                .GET("/articles/{id}/preview", this::preview)
                .GET("/articles/{id}/revisions", this::revisions)
                .GET("/articles/{id}/revisions/{number}", this::revision)
                .GET("/desk", this::desk)
                .GET("/paths", request -> at(request, true))
                .GET("/public/paths", request -> at(request, false))
                .GET("/submissions/{position}", this::receipt)
                .GET("/site", this::site)
                .build();
    }

    private Mono<ServerResponse> article(ServerRequest request) {
        ArticleId id = id(request);
        return tagged(
                request,
                archive.article(id).switchIfEmpty(noArticle(id)).flatMap(StoreRoutes::kept),
                ResponseJson::whole);
    }

    private Mono<ServerResponse> publicArticle(ServerRequest request) {
        ArticleId id = id(request);
        return tagged(
                request,
                archive.head(id)
                        .switchIfEmpty(noArticle(id))
                        .flatMap(head -> head.isLive() ? archive.stored(head) : Mono.error(notLive(head)))
                        .switchIfEmpty(noArticle(id)),
                ResponseJson::current);
    }

    /**
     * For a JSON array of ids: for each the position of the decision that made the article what it is now, {@code null} if it is not
     * live.
     */
    private Mono<ServerResponse> livePositions(ServerRequest request) {
        return ids(request)
                .flatMap(ids -> json(archive.heads(ids)
                        .map(heads -> ids.stream()
                                .map(id -> heads.get(id))
                                .map(head -> head != null && head.isLive() ? head.position() : null)
                                .toList())));
    }

    /**
     * For a JSON array of ids: for each a line with the article as {@code GET /public/articles/{id}} gives it, {@code null} if it is
     * not live. As many as fit into an answer, but at least one.
     */
    private Mono<ServerResponse> liveContents(ServerRequest request) {
        return ids(request)
                .flatMap(archive::live)
                .publishOn(WORK)
                .map(this::lines)
                .flatMap(lines -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_NDJSON)
                        .bodyValue(lines));
    }

    private byte[] lines(List<Optional<Stored>> articles) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Optional<Stored> article : articles) {
            byte[] line = article.map(stored -> Json.bytes(ResponseJson.current(stored)))
                    .orElseGet(() -> "null".getBytes(StandardCharsets.UTF_8));
            if (lines.size() > 0 && lines.size() + line.length > limits.maxContents()) {
                break;
            }
            lines.writeBytes(line);
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private Mono<List<ArticleId>> ids(ServerRequest request) {
        return request.bodyToMono(byte[].class).map(body -> {
            try {
                String[] ids = Json.read(body, String[].class);
                if (ids.length <= limits.maxIds()) {
                    return Stream.of(ids).map(ArticleId::new).toList();
                }
            } catch (JacksonException | IllegalArgumentException e) {
                // reported below
            }
            throw new ProblemException(Problem.of(
                    Problem.Type.MALFORMED, "a JSON array of at most " + limits.maxIds() + " ids is needed"));
        });
    }

    private static ProblemException notLive(Head head) {
        // Without a key, nobody may even know that a draft exists that was never live.
        return new ProblemException(
                head.path() == null
                        ? Problem.of(Problem.Type.NOT_FOUND, "there is no article " + head.id())
                        : head.isErased()
                                ? erased(head)
                                : Problem.of(Problem.Type.GONE, "article " + head.id() + " was withdrawn"));
    }

    /** What was erased is told of nowhere, to nobody. */
    private static Mono<Stored> kept(Stored stored) {
        return stored.head().isErased()
                ? Mono.error(() -> new ProblemException(erased(stored.head())))
                : Mono.just(stored);
    }

    private static Problem erased(Head head) {
        return Problem.of(
                Problem.Type.GONE, "article " + head.id() + " was erased: what it said does not exist any more");
    }

    private Mono<ServerResponse> revisions(ServerRequest request) {
        ArticleId id = id(request);
        int limit = number(request, "limit", limits.page(), limits.maxPage());
        int before = number(request, "before", Integer.MAX_VALUE, Integer.MAX_VALUE);
        return json(archive.head(id).switchIfEmpty(noArticle(id)).flatMap(head -> {
            int newest = Math.min(before - 1, head.revision().value());
            int oldest = Math.max(1, newest - limit + 1);
            return archive.revisions(id, newest, oldest).map(lines -> ResponseJson.revisions(lines, oldest));
        }));
    }

    private Mono<ServerResponse> revision(ServerRequest request) {
        ArticleId id = id(request);
        Revision revision = read(request, "number", text -> new Revision(Integer.parseInt(text)));
        return archive.article(id)
                .switchIfEmpty(noArticle(id))
                .flatMap(StoreRoutes::kept)
                .flatMap(_ -> archive.revision(id, revision))
                .switchIfEmpty(missing("there is no revision " + revision + " of article " + id))
                .publishOn(WORK)
                .flatMap(stored -> ServerResponse.ok()
                        .header(Headers.HTTP_BASE, base(stored))
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Json.bytes(ResponseJson.whole(stored))));
    }

    /** The article as its publication would make it; where it is, if it is live. */
    private Mono<ServerResponse> preview(ServerRequest request) {
        ArticleId id = id(request);
        return archive.article(id)
                .switchIfEmpty(noArticle(id))
                .flatMap(StoreRoutes::kept)
                .flatMap(stored -> switch (stored.head().status()) {
                    case LIVE ->
                        ServerResponse.seeOther(URI.create(
                                        ResponseJson.article(stored).path().encoded()))
                                .build();
                    case DRAFT, SCHEDULED -> json(Mono.just(ResponseJson.published(stored)));
                    case WITHDRAWN, ERASED ->
                        Mono.error(new ProblemException(Problem.of(
                                Problem.Type.GONE, "article " + id + " is withdrawn: there is nothing to preview")));
                });
    }

    private Mono<ServerResponse> desk(ServerRequest request) {
        Status status = status(request.queryParam("status").orElse(""));
        int limit = number(request, "limit", limits.page(), limits.maxPage());
        DeskPage.Place after =
                request.queryParam("after").map(StoreRoutes::place).orElse(null);
        return json(archive.desk()
                .publishOn(WORK)
                .map(desk -> DeskPage.of(desk, status, after, limit))
                .flatMap(page -> archive.each(page.articles(), standing -> standing)
                        // Since the page was cut, something may have happened to one of them.
                        .filter(standing -> standing.stored().head().status() == status)
                        .publishOn(WORK)
                        .map(ResponseJson::line)
                        .collectList()
                        .map(lines -> new Listing(lines, page.next()))));
    }

    /** The article that has a path, as a list; of no other than live ones if not all may be known. */
    private Mono<ServerResponse> at(ServerRequest request, boolean all) {
        ArticlePath path;
        try {
            path = new ArticlePath(request.queryParam("path").orElse(""));
        } catch (IllegalArgumentException e) {
            throw malformed("path", "path is not an address of an article: write it as /river/ferry.html");
        }
        return json(archive.owner(path)
                .flatMapMany(id -> archive.each(List.of(id), standing -> standing))
                .filter(standing -> all
                        ? !standing.stored().head().isErased()
                        : standing.stored().head().isLive())
                .publishOn(WORK)
                .map(standing -> all ? ResponseJson.line(standing) : ResponseJson.publicLine(standing))
                .collectList()
                .map(lines -> new Listing(lines, null)));
    }

    record Listing(List<ObjectNode> articles, @Nullable String next) {}

    private static Status status(String name) {
        return switch (name) {
            case "draft" -> Status.DRAFT;
            case "scheduled" -> Status.SCHEDULED;
            case "withdrawn" -> Status.WITHDRAWN;
            default ->
                throw malformed(
                        "status", "status must be draft, scheduled or withdrawn; without it, live articles are listed");
        };
    }

    private static DeskPage.Place place(String cursor) {
        try {
            return DeskPage.Place.parse(cursor);
        } catch (IllegalArgumentException e) {
            throw malformed("after", "after is not a cursor: use the value of next from a previous response");
        }
    }

    private static ProblemException malformed(String field, String detail) {
        return new ProblemException(Problem.of(Problem.Type.MALFORMED, field, detail));
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

    private Mono<ServerResponse> receipt(ServerRequest request) {
        Position position = read(request, "position", text -> new Position(Long.parseLong(text)));
        return json(archive.decision(position)
                .map(ResponseJson::receipt)
                .switchIfEmpty(missing("position " + position + " is not decided yet")));
    }

    /**
     * With the revision as the ETag, as {@code If-Match} needs it. A client that has this revision gets 304 before the
     * article is made ready, which takes time if it is large.
     */
    private static Mono<ServerResponse> tagged(ServerRequest request, Mono<Stored> article, Function<Stored, ?> shown) {
        return article.flatMap(stored -> {
            String etag = "\"" + stored.head().revision() + "\"";
            Mono<ServerResponse> whole = Mono.fromSupplier(() -> Json.bytes(shown.apply(stored)))
                    .subscribeOn(WORK)
                    .flatMap(json -> ServerResponse.ok()
                            .eTag(etag)
                            .header(Headers.HTTP_BASE, base(stored))
                            .header(Headers.HTTP_BASE_DATE, stored.head().date().toString())
                            .contentType(MediaType.APPLICATION_JSON)
                            .bodyValue(json));
            return request.checkNotModified(etag).switchIfEmpty(whole);
        });
    }

    /** The position of the submission with its content. */
    private static String base(Stored stored) {
        Position given = stored.content().given();
        return (given == null ? stored.content().position() : given).toString();
    }

    private static Mono<ServerResponse> json(Mono<?> body) {
        return body.flatMap(value ->
                ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(Json.bytes(value)));
    }

    private static ArticleId id(ServerRequest request) {
        return read(request, "id", ArticleId::new);
    }

    /** A path variable that cannot be a valid name is not found. */
    private static <T> T read(ServerRequest request, String name, Function<String, T> reader) {
        try {
            return reader.apply(request.pathVariable(name));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.of(Problem.Type.NOT_FOUND, "there is nothing at this address"));
        }
    }

    static int number(ServerRequest request, String name, int otherwise, int max) {
        String text = request.queryParam(name).orElse(null);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return Math.min(number, max);
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new ProblemException(
                new Problem(Problem.Type.MALFORMED, 400, name + " must be a number, 1 or more", name));
    }

    private static <T> Mono<T> noArticle(ArticleId id) {
        return missing("there is no article " + id);
    }

    private static <T> Mono<T> missing(String detail) {
        return Mono.error(() -> new ProblemException(Problem.of(Problem.Type.NOT_FOUND, detail)));
    }
}
