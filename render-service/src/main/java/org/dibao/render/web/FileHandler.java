package org.dibao.render.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.file.Variant;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.view.FileAt;
import org.dibao.render.view.Views;
import reactor.core.publisher.Mono;

/** Files that publishers keep here: answered with what names their bytes, which the gateway then sends. */
final class FileHandler {
    private final Views views;
    private final ErrorPages errors;
    private final PageWriter writer;

    FileHandler(Views views, ErrorPages errors, PageWriter writer) {
        this.views = views;
        this.errors = errors;
        this.writer = writer;
    }

    /** The file at the path, served or withdrawn; empty if there never was one. */
    Mono<FileAt> find(String path) {
        FilePath file = FilePath.of(path).orElse(null);
        return file == null
                ? Mono.empty()
                : Mono.fromFuture(() -> views.files().find(List.of(file)))
                        .flatMap(found -> Mono.justOrEmpty(found.get(file)));
    }

    /** What is in those of these files that are served. */
    Mono<Map<FilePath, FileContent>> contents(Set<FilePath> paths) {
        return paths.isEmpty()
                ? Mono.just(Map.of())
                : Mono.fromFuture(() -> views.files().find(paths)).map(found -> {
                    Map<FilePath, FileContent> contents = new HashMap<>();
                    found.forEach((path, file) -> {
                        if (file.content() != null) {
                            contents.put(path, file.content());
                        }
                    });
                    return contents;
                });
    }

    /** Where no page can be: the file, or a page that says that there is none. */
    Mono<RenderedResponse> at(SiteSnapshot snapshot, Route.Kept route) {
        return answer(snapshot, route.path()).switchIfEmpty(Mono.defer(() -> errors.missing(snapshot, route.path())));
    }

    /** Below {@code /assets/}, where the theme has no such file. */
    Mono<RenderedResponse> beside(SiteSnapshot snapshot, Route.Asset route) {
        return answer(snapshot, route.path())
                .switchIfEmpty(Mono.fromSupplier(
                        () -> RenderedResponse.Html.of(404, writer.missing(snapshot.site(), "", List.of()))));
    }

    /** Of an earlier revision of the picture: the picture as it is now, so that a page that was read before does not break. */
    Mono<RenderedResponse> narrowed(SiteSnapshot snapshot, Route.Narrowed route) {
        Variant.Address wanted = route.picture();
        return find(wanted.of().value())
                .flatMap(file -> {
                    FileContent picture = file.content();
                    if (picture == null) {
                        return errors.gone(snapshot, route.path());
                    }
                    return Mono.just(
                            wanted.isOf(picture)
                                    ? new RenderedResponse.Narrowed(picture, wanted.variant())
                                    : new RenderedResponse.Redirected(
                                            302, wanted.of().encoded()));
                })
                .switchIfEmpty(Mono.defer(() -> errors.missing(snapshot, route.path())));
    }

    private Mono<RenderedResponse> answer(SiteSnapshot snapshot, String path) {
        return find(path)
                .flatMap(file -> file.content() == null ? errors.gone(snapshot, path) : Mono.just(served(path, file)));
    }

    /** @param file one that is served */
    static RenderedResponse served(String path, FileAt file) {
        return new RenderedResponse.KeptFile(
                new FilePath(path), java.util.Objects.requireNonNull(file.content(), "a served file has content"));
    }
}
