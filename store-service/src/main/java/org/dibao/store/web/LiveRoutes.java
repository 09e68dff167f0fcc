package org.dibao.store.web;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.store.fold.Head;
import org.dibao.store.web.Archive.Stored;
import org.dibao.support.problem.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/** Articles that are live, which may be shown without a key. */
final class LiveRoutes {
    private final Archive archive;
    private final Limits limits;

    LiveRoutes(Archive archive, Limits limits) {
        this.archive = archive;
        this.limits = limits;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/public/articles/{id}", this::article)
                .POST("/public/articles/positions", this::positions)
                .POST("/public/articles/contents", this::contents)
                .build();
    }

    private Mono<ServerResponse> article(ServerRequest request) {
        ArticleId id = Requests.id(request);
        return Answers.tagged(
                request,
                archive.head(id)
                        .switchIfEmpty(Answers.noArticle(id))
                        .flatMap(head -> head.isLive() ? archive.stored(head) : Mono.error(notLive(head)))
                        .switchIfEmpty(Answers.noArticle(id)),
                ResponseJson::current);
    }

    private static ProblemException notLive(Head head) {
        // Without a key, nobody may even know that a draft exists that was never live.
        return new ProblemException(
                head.path() == null
                        ? Problem.of(Problem.Type.NOT_FOUND, "there is no article " + head.id())
                        : head.isErased()
                                ? Answers.erased(head)
                                : Problem.of(Problem.Type.GONE, "article " + head.id() + " was withdrawn"));
    }

    /**
     * For a JSON array of ids: for each the position of the decision that made the article what it is now, {@code null} if it is not
     * live.
     */
    private Mono<ServerResponse> positions(ServerRequest request) {
        return ids(request)
                .flatMap(ids -> Answers.json(archive.heads(ids)
                        .map(heads -> ids.stream()
                                .map(id -> heads.get(id))
                                .map(head -> head != null && head.isLive() ? head.position() : null)
                                .toList())));
    }

    /**
     * For a JSON array of ids: for each a line with the article as {@code GET /public/articles/{id}} gives it, {@code null} if it is
     * not live. As many as fit into an answer, but at least one.
     */
    private Mono<ServerResponse> contents(ServerRequest request) {
        return ids(request)
                .flatMap(archive::live)
                .publishOn(Answers.WORK)
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
}
