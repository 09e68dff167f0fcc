package org.dibao.gateway.pages;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.dibao.contract.event.Problem;
import org.dibao.gateway.backends.Backend;
import org.dibao.gateway.problems.Responses;
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
 * {@code GET /search?q=&page=}, always from render: there are too many distinct queries to cache, and search is not
 * covered by the freshness promise. Responses must not be cached, and search engines are asked not to index them.
 */
public final class SearchProxy {
    private final Backend render;
    private final SearchProxySettings settings;
    private final Permits permits;

    SearchProxy(Backend render, SearchProxySettings settings, MeterRegistry meters) {
        this.render = render;
        this.settings = settings;
        this.permits = new Permits("searches", settings.maxAtOnce(), meters);
    }

    /**
     * Passes on any page, even one that says that search is unavailable; any other failure is 503, as are too many
     * searches at once.
     */
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
                    ? Responses.empty(answer.status(), to -> to.putAll(headers))
                    : Responses.bytes(answer.status(), to -> to.putAll(headers), answer.body());
        });
    }

    private static ProblemException tooMany() {
        return new ProblemException(
                ProblemDocuments.of(
                        Problem.Type.UNAVAILABLE, "Too many searches are under way. Try again in a" + " moment."),
                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "1"));
    }

    /** Only the two parameters, each once. */
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
