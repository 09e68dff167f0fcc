package org.dibao.render.web;

import java.util.Objects;
import org.dibao.contract.event.Problem;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.json.Json;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.search.Search;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/** {@code POST /file-uses?path=&after=&limit=}: the live articles that show a file. Only the gateway asks. */
final class FileUsesHandler {
    private static final int RETRY_AFTER = 5;
    private static final Problem LATER = Problem.of(
            Problem.Type.UNAVAILABLE,
            "the search index, which knows where files are used, cannot be asked at the moment; try again");

    private final @Nullable Search search;
    private final PageSettings settings;

    FileUsesHandler(@Nullable Search search, PageSettings settings) {
        this.search = search;
        this.settings = settings;
    }

    Mono<RenderedResponse> uses(SiteSettings site, MultiValueMap<String, String> query) {
        FilePath file;
        String after;
        int limit;
        try {
            file = FilePath.parse(Objects.requireNonNullElse(QueryParameters.one(query, "path"), ""));
            after = QueryParameters.one(query, "after");
            limit = QueryParameters.limit(query, settings);
        } catch (QueryParameters.Bad e) {
            return Mono.just(RenderedResponse.Refused.of(e.problem()));
        } catch (IllegalArgumentException e) {
            return Mono.just(RenderedResponse.Refused.of(
                    Problem.of(Problem.Type.NOT_FOUND, "there can be no file at this path")));
        }
        return search == null
                ? Mono.just(later())
                : search.uses(site, file, after, limit)
                        .<RenderedResponse>map(uses -> new RenderedResponse.Json(Json.bytes(uses)))
                        .switchIfEmpty(Mono.fromSupplier(FileUsesHandler::later));
    }

    private static RenderedResponse later() {
        return new RenderedResponse.Refused(LATER, RETRY_AFTER);
    }
}
