package org.dibao.store.web;

import java.util.function.Function;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.contract.wire.Headers;
import org.dibao.store.fold.Head;
import org.dibao.store.web.Archive.Stored;
import org.dibao.support.problem.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** What is answered alike by all routes. */
final class Answers {
    /** A large article takes milliseconds to sanitise: too long for the threads that read from the database. */
    static final Scheduler WORK = Schedulers.parallel();

    private Answers() {}

    static Mono<ServerResponse> json(Mono<?> body) {
        return body.flatMap(value ->
                ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(Json.bytes(value)));
    }

    /**
     * With the revision as the ETag, as {@code If-Match} needs it. A client that has this revision gets 304 before the
     * article is made ready, which takes time if it is large.
     */
    static Mono<ServerResponse> tagged(ServerRequest request, Mono<Stored> article, Function<Stored, ?> shown) {
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
    static String base(Stored stored) {
        Position given = stored.content().given();
        return (given == null ? stored.content().position() : given).toString();
    }

    /** What was erased is told of nowhere, to nobody. */
    static Mono<Stored> kept(Stored stored) {
        return stored.head().isErased()
                ? Mono.error(() -> new ProblemException(erased(stored.head())))
                : Mono.just(stored);
    }

    static Problem erased(Head head) {
        return Problem.of(
                Problem.Type.GONE, "article " + head.id() + " was erased: what it said does not exist any more");
    }

    static <T> Mono<T> noArticle(ArticleId id) {
        return missing("there is no article " + id);
    }

    static <T> Mono<T> missing(String detail) {
        return Mono.error(() -> new ProblemException(Problem.of(Problem.Type.NOT_FOUND, detail)));
    }
}
