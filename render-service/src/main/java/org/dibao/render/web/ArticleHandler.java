package org.dibao.render.web;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.event.Problem;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.projector.Unavailable;
import org.dibao.projector.Versioned;
import org.dibao.render.body.RenderedBody;
import org.dibao.render.body.SitePictures;
import org.dibao.render.listing.ListingPaths;
import org.dibao.render.metadata.Urls;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.view.ArticleSummary;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.view.Page;
import org.dibao.render.view.Views;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Article pages and redirects to them. */
final class ArticleHandler {
    private static final int TRIES = 20;
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private final Views views;
    private final RelatedArticles related;
    private final ErrorPages errors;
    private final IndexHandler indexes;
    private final FrontPages fronts;
    private final FileHandler files;
    private final ArticleBodies bodies;
    private final PageWriter writer;

    ArticleHandler(
            Views views,
            RelatedArticles related,
            ErrorPages errors,
            IndexHandler indexes,
            FrontPages fronts,
            FileHandler files,
            ArticleBodies bodies,
            PageWriter writer) {
        this.bodies = bodies;
        this.files = files;
        this.fronts = fronts;
        this.views = views;
        this.related = related;
        this.errors = errors;
        this.indexes = indexes;
        this.writer = writer;
    }

    Mono<RenderedResponse> at(SiteSnapshot snapshot, Route.At route) {
        return at(snapshot, route, TRIES);
    }

    private Mono<RenderedResponse> at(SiteSnapshot snapshot, Route.At route, int tries) {
        ArticlePath path = route.article();
        return Mono.fromFuture(() -> views.pages().findVersions(List.of(path)))
                .map(found -> Optional.ofNullable(found.get(path)))
                .flatMap(row -> row.isPresent() && row.get().value() instanceof Page.Live live
                        ? live(
                                snapshot,
                                live.article(),
                                () -> bodies.of(
                                        snapshot.site(),
                                        new Versioned<>(row.get().position(), live)))
                        : files.find(path.value())
                                .map(Optional::of)
                                .defaultIfEmpty(Optional.empty())
                                .flatMap(file -> file.isPresent() && file.get().content() != null
                                        ? Mono.just(FileHandler.served(path.value(), file.get()))
                                        : withoutFile(
                                                snapshot, route, row.map(Versioned::value), file.isPresent(), tries)));
    }

    /**
     * A live file comes before everything but a live article.
     *
     * @param hadFile whether there was a file, which was withdrawn
     */
    private Mono<RenderedResponse> withoutFile(
            SiteSnapshot snapshot, Route.At route, Optional<Page> page, boolean hadFile, int tries) {
        ArticlePath path = route.article();
        return switch (page.orElse(null)) {
            case null -> {
                RenderedResponse file = RootFiles.at(snapshot.site(), path);
                yield file != null
                        ? Mono.just(file)
                        : hadFile ? errors.gone(snapshot, route.path()) : meant(snapshot, route);
            }
            case Page.Live live -> preview(snapshot, live.article());
            case Page.Gone _ -> errors.gone(snapshot, route.path());
            case Page.Redirect redirect ->
                entry(redirect.article()).flatMap(entry -> {
                    if (entry.isPresent()
                            && entry.get() instanceof ListedArticle there
                            && there.path().equals(path)) {
                        // The article is moving back to this path right now: the entry is written, but the page
                        // is not yet.
                        return tries == 0
                                ? Mono.error(new Unavailable("the article at " + path + " is being moved", null))
                                : Mono.delay(BETWEEN).then(Mono.defer(() -> at(snapshot, route, tries - 1)));
                    }
                    return elsewhere(snapshot, route, entry.orElse(null));
                });
        };
    }

    /**
     * There is nothing here: the request may mean another spelling, or the address under which another program served
     * the same.
     */
    private Mono<RenderedResponse> meant(SiteSnapshot snapshot, Route.At route) {
        List<ArticlePath> spellings = route.otherSpellings();
        return Mono.fromFuture(() -> views.pages().find(spellings)).flatMap(found -> {
            String formerly = route.formerly();
            String meant = spellings.stream()
                    .filter(found::containsKey)
                    .findFirst()
                    .map(ArticlePath::encoded)
                    .orElseGet(() -> formerly == null ? null : LegacyRedirects.resolved(formerly, snapshot.site()));
            return meant == null
                    ? nowhere(snapshot, route.path())
                    : Mono.just(new RenderedResponse.Redirected(301, meant));
        });
    }

    /** Neither an article nor a former or misspelt address: it may still be the explanation of a problem type. */
    private Mono<RenderedResponse> nowhere(SiteSnapshot snapshot, String path) {
        if (path.equals(ListingPaths.ARCHIVE)) {
            return Mono.fromSupplier(() -> indexes.archive(snapshot));
        }
        Mono<RenderedResponse> edition = fronts.edition(snapshot, path);
        if (edition != null) {
            return edition;
        }
        return Problem.Type.at(path)
                .map(type -> Mono.<RenderedResponse>just(
                        RenderedResponse.Html.of(200, writer.problem(snapshot.site(), type))))
                .orElseGet(() -> errors.missing(snapshot, path));
    }

    /** The page of an article that may be live later. */
    Mono<RenderedResponse> preview(SiteSnapshot snapshot, Article article) {
        return live(snapshot, article, () -> bodies.preview(snapshot.site(), article));
    }

    private Mono<RenderedResponse> live(SiteSnapshot snapshot, Article given, Supplier<RenderedBody> body) {
        Article article = ArticleBuilder.builder(given)
                .image(Urls.rooted(snapshot.site(), given.image()))
                .build();
        String moved = RedirectTo.of(snapshot.site(), article);
        if (moved != null) {
            return Mono.just(new RenderedResponse.Redirected(301, moved));
        }
        Pictures pictures = Pictures.of(snapshot.site(), article);
        return Mono.zip(
                        related.translations(snapshot, article),
                        related.next(snapshot, article),
                        files.contents(pictures.paths()))
                .flatMap(others -> LargePages.make(
                        List.of(article),
                        () -> RenderedResponse.Html.of(
                                200,
                                writer.article(
                                        snapshot.site(),
                                        article,
                                        body.get(),
                                        others.getT1(),
                                        others.getT2().items(),
                                        new SitePictures(others.getT3())),
                                keys(article, others.getT2(), pictures))));
    }

    private static Set<PurgeKey> keys(Article article, RelatedArticles.Next next, Pictures pictures) {
        Set<PurgeKey> keys = new HashSet<>(next.keys());
        keys.addAll(pictures.keys());
        if (article.translationKey() != null) {
            keys.add(PurgeKey.translations(article.translationKey()));
        }
        return keys;
    }

    Mono<RenderedResponse> byId(SiteSnapshot snapshot, Route.ById route) {
        return entry(route.article()).flatMap(entry -> elsewhere(snapshot, route, entry.orElse(null)));
    }

    private Mono<Optional<ArticleSummary>> entry(ArticleId id) {
        return Mono.fromFuture(() -> views.entries().find(List.of(id)))
                .map(found -> Optional.ofNullable(found.get(id)));
    }

    private Mono<RenderedResponse> elsewhere(SiteSnapshot snapshot, Route route, @Nullable ArticleSummary entry) {
        return switch (entry) {
            case null -> errors.missing(snapshot, route.path());
            case ListedArticle listed ->
                Mono.just(new RenderedResponse.Redirected(301, listed.path().encoded()));
            case ArticleSummary.Withdrawn _ -> errors.gone(snapshot, route.path());
        };
    }
}
