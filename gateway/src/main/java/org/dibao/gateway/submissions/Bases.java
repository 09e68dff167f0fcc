package org.dibao.gateway.submissions;

import java.util.Objects;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.contract.wire.Headers;
import org.dibao.gateway.backends.BackendAnswer;
import org.dibao.gateway.backends.Backends;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What a change starts from, as headers for ingest: the position of the submission that it changes and, of an article,
 * the revision that must still be the current one.
 */
@Component
final class Bases {
    private final Backends backends;

    Bases(Backends backends) {
        this.backends = backends;
    }

    /** @param rawId an article's id as it stands in the address */
    Mono<HttpHeaders> article(String rawId) {
        return article(encoded(rawId), null);
    }

    /** The content of an earlier revision. */
    Mono<HttpHeaders> article(String rawId, int revision) {
        return article(encoded(rawId), "/revisions/" + revision);
    }

    private Mono<HttpHeaders> article(String id, @Nullable String content) {
        return store("/articles/" + id).flatMap(current -> {
            HttpHeaders headers = new HttpHeaders();
            String tag = Objects.requireNonNull(current.headers().getETag(), "the store gives an article's revision");
            headers.set(Headers.HTTP_BASE_REVISION, tag.replace("\"", ""));
            headers.set(
                    Headers.HTTP_BASE_STATUS,
                    Json.mapper().readTree(current.body()).path("status").asString(""));
            return (content == null ? Mono.just(current) : store("/articles/" + id + content)).map(given -> {
                headers.set(Headers.HTTP_BASE, given.headers().getFirst(Headers.HTTP_BASE));
                return headers;
            });
        });
    }

    /**
     * The submission with an article's content, to be read.
     *
     * @param revision whose; absent: the present one
     */
    Mono<HttpHeaders> content(String rawId, @Nullable String revision) {
        String article = "/articles/" + encoded(rawId);
        return store(revision == null ? article : article + "/revisions/" + revision)
                .map(given -> {
                    HttpHeaders headers = new HttpHeaders();
                    headers.set(Headers.HTTP_BASE, given.headers().getFirst(Headers.HTTP_BASE));
                    return headers;
                });
    }

    /** An article and the site's settings, for a question about both. */
    Mono<HttpHeaders> addressOf(String rawId) {
        return Mono.zip(store("/articles/" + encoded(rawId)), site(), (article, site) -> {
            HttpHeaders headers = new HttpHeaders();
            headers.set(Headers.HTTP_BASE, article.headers().getFirst(Headers.HTTP_BASE));
            headers.set(Headers.HTTP_BASE_DATE, article.headers().getFirst(Headers.HTTP_BASE_DATE));
            String settings = site.getFirst(Headers.HTTP_BASE);
            if (settings != null) {
                headers.set(Headers.HTTP_BASE_SITE, settings);
            }
            return headers;
        });
    }

    /** Without a position if the settings have never been changed. */
    Mono<HttpHeaders> site() {
        return store("/site").map(answer -> {
            HttpHeaders headers = new HttpHeaders();
            String position = answer.headers().getFirst(Headers.HTTP_BASE);
            if (position != null) {
                headers.set(Headers.HTTP_BASE, position);
            }
            return headers;
        });
    }

    private Mono<BackendAnswer> store(String target) {
        return backends.store().get(target, new HttpHeaders()).flatMap(answer -> switch (answer.status()) {
            case 200 -> Mono.just(answer);
            case 404 -> Mono.error(missing(answer.detail()));
            case 410 -> Mono.error(new ProblemException(ProblemDocuments.of(Problem.Type.GONE, answer.detail())));
            default -> Mono.error(backends.store().unavailable(answer, "Nothing was accepted. Try again."));
        });
    }

    private static String encoded(String rawId) {
        try {
            return ArticlePath.encode(new ArticleId(ArticlePath.decode(rawId)).value());
        } catch (IllegalArgumentException e) {
            throw missing("There is no article with this id. GET /api/articles and \"dibao list\" list all articles.");
        }
    }

    private static ProblemException missing(String detail) {
        return new ProblemException(ProblemDocuments.of(Problem.Type.NOT_FOUND, detail));
    }
}
