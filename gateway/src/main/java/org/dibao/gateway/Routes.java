package org.dibao.gateway;

import java.util.List;
import org.dibao.gateway.articles.StoredArticles;
import org.dibao.gateway.articles.StoredFiles;
import org.dibao.gateway.deadletters.DeadLetters;
import org.dibao.gateway.documents.Documents;
import org.dibao.gateway.events.EventsResource;
import org.dibao.gateway.indexnow.KeyFile;
import org.dibao.gateway.keys.Keys;
import org.dibao.gateway.pages.PageServer;
import org.dibao.gateway.pages.SearchProxy;
import org.dibao.gateway.previews.Previews;
import org.dibao.gateway.problems.Responses;
import org.dibao.gateway.rebuilds.Rebuilds;
import org.dibao.gateway.status.StatusHandler;
import org.dibao.gateway.submissions.Imports;
import org.dibao.gateway.submissions.Receipts;
import org.dibao.gateway.submissions.Submissions;
import org.dibao.gateway.submissions.Traces;
import org.dibao.gateway.subscriptions.FeedHub;
import org.dibao.gateway.subscriptions.Subscriptions;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The routing table. It matches the path as received, undecoded, so that an id is exactly what was sent. */
@Component
final class Routes implements RouterFunction<ServerResponse> {
    private static final MediaType JSON = MediaType.APPLICATION_JSON;
    private static final String FILES = "/api/assets";
    private static final MediaType CSS = new MediaType("text", "css");

    private final PageServer pages;
    private final SearchProxy search;
    private final StoredArticles articles;
    private final StoredFiles files;
    private final Submissions submissions;
    private final Receipts receipts;
    private final Traces traces;
    private final Imports imports;
    private final EventsResource events;
    private final Subscriptions subscriptions;
    private final FeedHub hub;
    private final StatusHandler status;
    private final Documents documents;
    private final KeyFile indexNow;
    private final Previews previews;
    private final Keys keys;
    private final DeadLetters deadLetters;
    private final Rebuilds rebuilds;

    Routes(
            PageServer pages,
            SearchProxy search,
            StoredArticles articles,
            StoredFiles files,
            Submissions submissions,
            Receipts receipts,
            Traces traces,
            Imports imports,
            EventsResource events,
            Subscriptions subscriptions,
            FeedHub hub,
            StatusHandler status,
            Documents documents,
            KeyFile indexNow,
            Previews previews,
            Keys keys,
            DeadLetters deadLetters,
            Rebuilds rebuilds) {
        this.pages = pages;
        this.search = search;
        this.articles = articles;
        this.files = files;
        this.submissions = submissions;
        this.receipts = receipts;
        this.traces = traces;
        this.imports = imports;
        this.events = events;
        this.subscriptions = subscriptions;
        this.hub = hub;
        this.status = status;
        this.documents = documents;
        this.indexNow = indexNow;
        this.previews = previews;
        this.keys = keys;
        this.deadLetters = deadLetters;
        this.rebuilds = rebuilds;
    }

    @Override
    public Mono<HandlerFunction<ServerResponse>> route(ServerRequest request) {
        String path = request.uri().getRawPath();
        if (path.startsWith(FILES + "/")) {
            return Mono.just(file(path.substring(FILES.length())));
        }
        if (isApi(path)) {
            return Mono.just(api(path.split("/", -1)));
        }
        if (indexNow.isAt(path)) {
            return Mono.just(Resource.read(MediaType.TEXT_PLAIN, indexNow::file));
        }
        if (previews.isAt(path)) {
            return Mono.just(Resource.read(MediaType.ALL, previews::page));
        }
        return Mono.just(Resource.read(MediaType.ALL, isSearch(path) ? search::search : pages::page));
    }

    /** Whether {@link PageServer#page} handles it. */
    boolean isPage(String path) {
        return !isApi(path) && !indexNow.isAt(path) && !previews.isAt(path) && !isSearch(path);
    }

    private static boolean isApi(String path) {
        return path.startsWith("/api/") || path.equals("/api");
    }

    private static boolean isSearch(String path) {
        return path.equals("/search");
    }

    /** @param path of a file, as received */
    private Resource file(String path) {
        return Resource.read(JSON, request -> files.file(request, path))
                .put(submissions::upload)
                .delete(submissions::submit);
    }

    private Mono<ServerResponse> listed(ServerRequest request) {
        return request.queryParams().containsKey("path")
                ? articles.at(request)
                : request.queryParams().containsKey("status") ? articles.desk(request) : pages.listing(request);
    }

    /** @param path its segments; the first is empty, the second is {@code api} */
    private Resource api(String[] path) {
        String first = path.length > 2 ? path[2] : "";
        return switch (path.length) {
            case 3 ->
                switch (first) {
                    case "articles" ->
                        Resource.read(JSON, this::listed)
                                .post(submissions::submit)
                                .otherwise(
                                        "To PUT an article, end the address with its id or file name; with curl -T, with a slash.");
                    case "assets" ->
                        Resource.read(JSON, files::list)
                                .otherwise("To PUT a file, end the address with its path on the site.");
                    case "media" -> Resource.none().post(submissions::upload);
                    case "imports" -> Resource.none().post(imports::run);
                    case "events" -> Resource.read(MediaType.ALL, events::events);
                    case "subscriptions" ->
                        Resource.read(JSON, subscriptions::forward).post(subscriptions::forward);
                    case "dead-letters" -> Resource.read(JSON, deadLetters::list);
                    case "keys" -> Resource.read(JSON, keys::list).post(keys::add);
                    case "websub" -> Resource.none().post(hub::ask);
                    case "site" ->
                        Resource.read(JSON, articles::site)
                                .put(submissions::replaceSite)
                                .patch(submissions::patchSite);
                    case "status" -> Resource.read(List.of(JSON, MediaType.TEXT_HTML), status::report);
                    case "openapi.json", "asyncapi.json" ->
                        Resource.read(JSON, request -> documents.description(request, first));
                    case "docs" -> Resource.read(MediaType.TEXT_HTML, documents::page);
                    case "docs.css" -> Resource.read(CSS, documents::stylesheet);
                    default -> unknown();
                };
            case 4 ->
                switch (first) {
                    case "articles" ->
                        path[3].isEmpty()
                                ? unknown()
                                : Resource.read(JSON, request -> articles.article(request, path[3]))
                                        .put(submissions::submit)
                                        .patch(request -> submissions.patchArticle(request, path[3]))
                                        .delete(submissions::submit);
                    case "subscriptions" ->
                        Resource.read(JSON, subscriptions::forward)
                                .patch(subscriptions::forward)
                                .delete(subscriptions::forward);
                    case "keys" -> Resource.none().delete(request -> keys.remove(request, path[3]));
                    case "submissions" -> Resource.read(JSON, request -> receipts.receipt(request, path[3]));
                    case "rebuilds" ->
                        rebuilds.has(path[3])
                                ? Resource.read(JSON, request -> rebuilds.forward(request, path[3]))
                                        .post(request -> rebuilds.forward(request, path[3]))
                                : unknown();
                    case "events" -> path[3].equals("page") ? Resource.read(MediaType.ALL, events::page) : unknown();
                    default -> unknown();
                };
            case 5 ->
                switch (first + "/" + path[4]) {
                    case "articles/revisions" -> Resource.read(JSON, request -> articles.revisions(request, path[3]));
                    case "articles/submission" -> Resource.read(JSON, request -> submissions.given(request, path[3]));
                    case "articles/preview" -> Resource.none().post(request -> previews.link(request, path[3]));
                    case "articles/address" -> Resource.none().post(request -> submissions.address(request, path[3]));
                    case "articles/restore" -> Resource.none().post(request -> submissions.restore(request, path[3]));
                    case "subscriptions/attempts" -> Resource.read(JSON, subscriptions::forward);
                    case "subscriptions/pause",
                            "subscriptions/resume",
                            "subscriptions/redeliveries",
                            "subscriptions/secret",
                            "subscriptions/test" -> Resource.none().post(subscriptions::forward);
                    case "keys/rotate" -> Resource.none().post(request -> keys.rotate(request, path[3]));
                    case "submissions/trace" -> Resource.read(JSON, request -> traces.of(request, path[3]));
                    default ->
                        switch (first) {
                            case "schemas" ->
                                Resource.read(JSON, request -> documents.schema(request, path[3], path[4]));
                            case "dead-letters" ->
                                Resource.read(JSON, request -> deadLetters.show(request, path[3], path[4]));
                            default -> unknown();
                        };
                };
            case 6 ->
                switch (first + "/" + (first.equals("articles") ? path[4] : path[5])) {
                    case "articles/revisions" ->
                        Resource.read(JSON, request -> articles.revision(request, path[3], path[5]));
                    case "dead-letters/retry" ->
                        Resource.none().post(request -> deadLetters.retry(request, path[3], path[4]));
                    case "dead-letters/discard" ->
                        Resource.none().post(request -> deadLetters.discard(request, path[3], path[4]));
                    default -> unknown();
                };
            default -> unknown();
        };
    }

    private static Resource unknown() {
        return Resource.unknown(_ -> Responses.notFound(
                "The API has no such address. Check the path; /api/docs lists the API's addresses."));
    }
}
