package org.dibao.render.web;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.dibao.render.search.Search;
import org.dibao.render.search.SearchResult;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.theme.SearchPage;
import org.dibao.render.theme.SearchPage.Note;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/** {@code GET /search?q=&page=}: without a query only the form; an impossible page is not found. */
final class SearchHandler {
    private final @Nullable Search search;
    private final ErrorPages errors;
    private final PageWriter writer;

    SearchHandler(@Nullable Search search, ErrorPages errors, PageWriter writer) {
        this.search = search;
        this.errors = errors;
        this.writer = writer;
    }

    Mono<RenderedResponse> search(SiteSnapshot snapshot, MultiValueMap<String, String> query) {
        if (search == null) {
            return Mono.fromSupplier(() -> later(snapshot, new SearchResult.Later("", SearchResult.Why.NOT_READY)));
        }
        String typed = Objects.requireNonNullElse(query.getFirst("q"), "");
        int page = page(query.getFirst("page"));
        if (page < 1 || page > search.maxPages()) {
            return errors.missing(snapshot, "");
        }
        return search.find(typed, page).flatMap(finding -> switch (finding) {
            case SearchResult.Found found
            when page > 1 && found.hits().isEmpty() -> errors.missing(snapshot, ""); // after the last one
            case SearchResult.Found found ->
                Mono.just(RenderedResponse.Html.of(200, writer.search(snapshot.site(), shown(found, page))));
            case SearchResult.Later later -> Mono.just(later(snapshot, later));
        });
    }

    private static int page(@Nullable String given) {
        return given == null || given.isEmpty() ? 1 : given.matches("[0-9]{1,6}") ? Integer.parseInt(given) : 0;
    }

    private static SearchPage shown(SearchResult.Found found, int page) {
        return new SearchPage(
                found.query(),
                found.total(),
                page,
                page > 1 ? page - 1 : null,
                found.more() ? page + 1 : null,
                found.hits(),
                notes(found));
    }

    private static Set<Note> notes(SearchResult.Found found) {
        Set<Note> notes = EnumSet.noneOf(Note.class);
        if (!found.whole()) {
            notes.add(Note.INCOMPLETE);
        }
        if (found.loose()) {
            notes.add(Note.LOOSE);
        }
        return notes;
    }

    /** An HTML page, because people see it. */
    private RenderedResponse later(SiteSnapshot snapshot, SearchResult.Later later) {
        SearchPage page = SearchPage.unanswered(
                later.query(),
                switch (later.why()) {
                    case BUSY -> Note.BUSY;
                    case TOO_LONG -> Note.TOO_LONG;
                    case NOT_READY -> Note.NOT_READY;
                });
        return RenderedResponse.Html.of(503, writer.search(snapshot.site(), page));
    }
}
