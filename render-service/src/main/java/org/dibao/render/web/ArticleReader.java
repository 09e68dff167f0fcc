package org.dibao.render.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.event.Problem;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.projector.Unavailable;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.view.Entry;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.view.Page;
import org.dibao.render.view.Views;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Article pages and what leads to them. */
final class ArticleReader {
    private static final int TRIES = 20;
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private final Views views;
    private final ListingReader listings;
    private final PageWriter writer;

    ArticleReader(Views views, ListingReader listings, PageWriter writer) {
        this.views = views;
        this.listings = listings;
        this.writer = writer;
    }

    Mono<Answer> at(SiteSnapshot edition, Route.At route) {
        return at(edition, route, TRIES);
    }

    private Mono<Answer> at(SiteSnapshot edition, Route.At route, int tries) {
        ArticlePath path = route.article();
        return Mono.fromFuture(() -> views.pages().find(List.of(path)))
                .map(found -> Optional.ofNullable(found.get(path)))
                .flatMap(page -> switch (page.orElse(null)) {
                    case null -> meant(edition, route);
                    case Page.Live live -> live(edition, live.article());
                    case Page.Gone _ -> listings.gone(edition, route.path());
                    case Page.Redirect redirect ->
                        entry(redirect.article()).flatMap(entry -> {
                            if (entry.isPresent()
                                    && entry.get() instanceof ListedArticle there
                                    && there.path().equals(path)) {
                                // The article comes back to this path at this very moment: the entry is written, the
                                // page is not yet.
                                return tries == 0
                                        ? Mono.error(
                                                new Unavailable("the article at " + path + " is being moved", null))
                                        : Mono.delay(BETWEEN).then(Mono.defer(() -> at(edition, route, tries - 1)));
                            }
                            return elsewhere(edition, route, entry.orElse(null));
                        });
                });
    }

    /** Nothing is here: somebody may have meant another spelling, or the address that another program gave to the same. */
    private Mono<Answer> meant(SiteSnapshot edition, Route.At route) {
        List<ArticlePath> spellings = route.otherSpellings();
        return Mono.fromFuture(() -> views.pages().find(spellings)).flatMap(found -> {
            String meant = spellings.stream()
                    .filter(found::containsKey)
                    .findFirst()
                    .map(ArticlePath::encoded)
                    .orElse(route.formerly());
            return meant == null ? nowhere(edition, route.path()) : Mono.just(new Answer.Elsewhere(301, meant));
        });
    }

    /** No article, former or misspelt: what is left is the explanation of a problem's type. */
    private Mono<Answer> nowhere(SiteSnapshot edition, String path) {
        return Problem.Type.at(path)
                .map(type -> Mono.<Answer>just(Answer.Html.of(200, writer.problem(edition.site(), type))))
                .orElseGet(() -> listings.missing(edition, path));
    }

    private Mono<Answer> live(SiteSnapshot edition, Article article) {
        String key = article.translationKey();
        Set<PurgeKey> more = key == null ? Set.of() : Set.of(PurgeKey.translations(key));
        return listings.translations(edition, article)
                .flatMap(translations -> LargePages.make(
                        List.of(article),
                        () -> Answer.Html.of(200, writer.article(edition.site(), article, translations), more)));
    }

    Mono<Answer> byId(SiteSnapshot edition, Route.ById route) {
        return entry(route.article()).flatMap(entry -> elsewhere(edition, route, entry.orElse(null)));
    }

    private Mono<Optional<Entry>> entry(ArticleId id) {
        return Mono.fromFuture(() -> views.entries().find(List.of(id)))
                .map(found -> Optional.ofNullable(found.get(id)));
    }

    private Mono<Answer> elsewhere(SiteSnapshot edition, Route route, @Nullable Entry entry) {
        return switch (entry) {
            case null -> listings.missing(edition, route.path());
            case ListedArticle listed ->
                Mono.just(new Answer.Elsewhere(301, listed.path().encoded()));
            case Entry.Withdrawn _ -> listings.gone(edition, route.path());
        };
    }
}
