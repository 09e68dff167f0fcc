package org.dibao.gateway.pages;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.dibao.contract.event.Problem;
import org.dibao.gateway.backends.Backend;
import org.dibao.gateway.problems.Answers;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.dibao.support.work.Permits;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/**
 * {@code GET /search?q=&page=}, from render each time: there are too many queries to keep their answers, and search stands
 * outside the freshness promise. Nobody keeps an answer, and search engines are asked not to list it.
 */
public final class Search {
    private final Backend render;
    private final SearchSettings settings;
    private final Permits permits;

    Search(Backend render, SearchSettings settings, MeterRegistry meters) {
        this.render = render;
        this.settings = settings;
        this.permits = new Permits("searches", settings.maxAtOnce(), meters);
    }

    /** Any page is passed on, also one that says that there is no answer now; another failure is 503, as are too many at once. */
    public Mono<ServerResponse> search(ServerRequest request) {
        return permits.hold(() -> ask(request), () -> Mono.error(tooMany()));
    }

    private Mono<ServerResponse> ask(ServerRequest request) {
        return render.get("/search" + query(request), new HttpHeaders()).flatMap(answer -> {
            HttpHeaders headers = answer.passedHeaders();
            if (answer.status() >= 500 && !MediaType.TEXT_HTML.isCompatibleWith(headers.getContentType())) {
                return Mono.error(render.unavailable(answer, "Try again."));
            }
            headers.remove(HttpHeaders.ETAG);
            headers.setCacheControl("no-store");
            headers.set("X-Robots-Tag", "noindex");
            return answer.body().length == 0
                    ? Answers.empty(answer.status(), to -> to.putAll(headers))
                    : Answers.bytes(answer.status(), to -> to.putAll(headers), answer.body());
        });
    }

    private static ProblemException tooMany() {
        return new ProblemException(
                ProblemDocuments.of(Problem.Type.UNAVAILABLE, "Too many searches are under way. Try again."),
                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "1"));
    }

    /** The two parameters and no others, each once. */
    private String query(ServerRequest request) {
        String typed = Objects.requireNonNullElse(request.queryParams().getFirst("q"), "");
        String page = Objects.requireNonNullElse(request.queryParams().getFirst("page"), "");
        if (typed.codePointCount(0, typed.length()) > settings.maxQuery()) {
            typed = typed.substring(0, typed.offsetByCodePoints(0, settings.maxQuery()));
        }
        return "?q=" + UriUtils.encode(typed, StandardCharsets.UTF_8)
                + (page.isEmpty() ? "" : "&page=" + (page.matches("[0-9]{1,6}") ? page : "0"));
    }
}
