package org.dibao.store.web;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.json.Json;
import org.dibao.store.fold.Decision;
import org.dibao.store.fold.FileHead;
import org.dibao.support.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What the store knows of files, for holders of a key. A file's path follows the name of the route. */
final class FileRoutes {
    private static final String FILE = "/files";
    private static final String REVISIONS = "/file-revisions";
    private static final String NO_FILE = "there is no file at this path";

    private final Archive archive;
    private final Limits limits;

    FileRoutes(Archive archive, Limits limits) {
        this.archive = archive;
        this.limits = limits;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET(FILE, this::files)
                .GET(FILE + "/{*path}", this::file)
                .GET(REVISIONS + "/{*path}", this::revisions)
                .build();
    }

    /** @param since when it became so */
    record File(
            FilePath path, String status, Revision revision, FileContent content, Position position, Instant since) {
        static File of(FileHead head) {
            return new File(
                    head.path(),
                    head.serves() ? "live" : "withdrawn",
                    head.revision(),
                    head.content(),
                    head.position(),
                    head.acceptedAt());
        }
    }

    /** @param next the path after which the next page begins; absent on the last one */
    record Listing(List<File> files, @Nullable FilePath next) {}

    /** @param content absent for a withdrawal */
    record Line(
            Revision revision,
            Position position,
            Result.Kind outcome,
            @Nullable FileContent content,
            Instant at,
            String by) {
        static Line of(Decision decision) {
            FileHead head = Objects.requireNonNull(decision.file(), "a file's revision has a head");
            return new Line(
                    head.revision(),
                    decision.position(),
                    Result.of(decision.outcome()).outcome(),
                    head.serves() ? head.content() : null,
                    decision.at(),
                    decision.by());
        }
    }

    /** @param before the number before which there are earlier ones; absent if there are none */
    record Revisions(List<Line> revisions, @Nullable Integer before) {}

    private Mono<ServerResponse> files(ServerRequest request) {
        int limit = Requests.number(request, "limit", limits.page(), limits.maxPage());
        FilePath after = request.queryParam("after").map(FileRoutes::cursor).orElse(null);
        return Answers.json(archive.files(after, limit + 1).map(found -> {
            List<FileHead> shown = found.subList(0, Math.min(limit, found.size()));
            return new Listing(
                    shown.stream().map(File::of).toList(),
                    found.size() > limit ? shown.getLast().path() : null);
        }));
    }

    private static FilePath cursor(String after) {
        try {
            return new FilePath(after);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.of(
                    Problem.Type.MALFORMED,
                    "after",
                    "after is not a file's path: use the value of next from a previous response"));
        }
    }

    /** With the revision as the ETag, as {@code If-Match} needs it. */
    private Mono<ServerResponse> file(ServerRequest request) {
        return archive.file(path(request, FILE))
                .switchIfEmpty(Answers.missing(NO_FILE))
                .flatMap(head -> {
                    String etag = "\"" + head.revision() + "\"";
                    return request.checkNotModified(etag)
                            .switchIfEmpty(Mono.defer(() -> ServerResponse.ok()
                                    .eTag(etag)
                                    .contentType(MediaType.APPLICATION_JSON)
                                    .bodyValue(Json.bytes(File.of(head)))));
                });
    }

    private Mono<ServerResponse> revisions(ServerRequest request) {
        FilePath path = path(request, REVISIONS);
        RevisionRange asked = RevisionRange.asked(request, limits);
        return Answers.json(archive.file(path)
                .switchIfEmpty(Answers.missing(NO_FILE))
                .flatMap(head -> {
                    RevisionRange shown = asked.upTo(head.revision());
                    return archive.fileRevisions(path, shown.newest(), shown.oldest())
                            .map(found -> new Revisions(
                                    found.stream().map(Line::of).toList(),
                                    shown.oldest() > 1 ? Integer.valueOf(shown.oldest()) : null));
                }));
    }

    private static FilePath path(ServerRequest request, String route) {
        try {
            return FilePath.parse(request.uri().getRawPath().substring(route.length()));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.of(Problem.Type.NOT_FOUND, NO_FILE));
        }
    }
}
