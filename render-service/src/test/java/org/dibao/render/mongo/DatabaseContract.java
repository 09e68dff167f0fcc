package org.dibao.render.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.site.SiteSettings;
import org.dibao.projector.Versioned;
import org.dibao.render.view.ArticleSummary;
import org.dibao.render.view.FakeRender;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.view.Page;
import org.dibao.render.view.Stories;
import org.dibao.render.view.Views;
import org.dibao.render.view.Views.Site;
import org.junit.jupiter.api.Test;

/** What every database behind the ports guarantees. Each test begins with an empty one. */
public abstract class DatabaseContract {
    protected abstract Views views();

    @Test
    void everyKindOfPageIsReadAsItWasWritten() throws Exception {
        ArticleEvent event = Stories.event(new Stories()
                .publishes(
                        "邸报.1",
                        "它说：“好” $set a.b",
                        Stories.With.NOTHING.authors("Ann").excerpt("短").html("<p>\u0001</p>"))
                .records()
                .getFirst());
        var article = ((Outcome.Published) event.outcome()).article();
        Map<ArticlePath, Page> pages = Map.of(
                article.path(),
                new Page.Live(FakeRender.BODIES.ofNew(SiteSettings.DEFAULT, article), article),
                new ArticlePath("/from here.html"),
                new Page.Redirect(article.id()),
                new ArticlePath("/a.b/$c.html"),
                new Page.Gone(new ArticleId("x")));
        Map<ArticlePath, Versioned<Page>> versioned = new HashMap<>();
        pages.forEach((path, page) -> versioned.put(path, new Versioned<>(new Position(3), page)));

        views().pages().put(versioned).get();

        List<ArticlePath> asked = new ArrayList<>(pages.keySet());
        asked.add(new ArticlePath("/nothing.html"));
        assertThat(views().pages().find(asked).get()).isEqualTo(pages);
    }

    @Test
    void entriesAreFoundByIdAndScanned() throws Exception {
        Map<ArticleId, Versioned<ArticleSummary>> entries = new HashMap<>();
        for (int i = 0; i < 2500; i++) {
            ArticlePath path = new ArticlePath("/n/" + i + ".html");
            ArticleEvent event = Stories.event(
                    new Stories().publishes("a" + i, "文章 " + i).records().getFirst());
            entries.put(
                    new ArticleId("a" + i),
                    new Versioned<>(
                            new Position(i),
                            i % 7 == 0
                                    ? new ArticleSummary.Withdrawn(path)
                                    : ListedArticle.of(((Outcome.Published) event.outcome()).article())));
        }
        views().entries().put(entries).get();

        Map<ArticleId, Versioned<ArticleSummary>> scanned = new HashMap<>();
        views().entries()
                .scan((id, entry) -> assertThat(scanned.put(id, entry)).isNull())
                .get();
        assertThat(scanned).isEqualTo(entries);
        List<ArticleId> some = List.of(new ArticleId("a7"), new ArticleId("a8"), new ArticleId("nobody"));
        assertThat(views().entries().find(some).get())
                .containsOnly(
                        Map.entry(
                                new ArticleId("a7"),
                                entries.get(new ArticleId("a7")).value()),
                        Map.entry(
                                new ArticleId("a8"),
                                entries.get(new ArticleId("a8")).value()));
    }

    @Test
    void anOlderLiveArticleNeverReplacesItsWithdrawal() throws Exception {
        ArticleId id = new ArticleId("a");
        ArticleSummary withdrawn = new ArticleSummary.Withdrawn(new ArticlePath("/a.html"));
        ArticleEvent event =
                Stories.event(new Stories().publishes("a", "A").records().getFirst());
        ArticleSummary live = ListedArticle.of(((Outcome.Published) event.outcome()).article());
        views().entries()
                .put(Map.of(id, new Versioned<>(new Position(100), withdrawn)))
                .get();
        views().entries()
                .put(Map.of(id, new Versioned<>(new Position(9), live)))
                .get();
        assertThat(views().entries().find(List.of(id)).get()).containsEntry(id, withdrawn);
        views().entries()
                .put(Map.of(id, new Versioned<>(new Position(101), live)))
                .get();
        assertThat(views().entries().find(List.of(id)).get()).containsEntry(id, live);
    }

    @Test
    void theSiteHasOneSetOfSettings() throws Exception {
        assertThat(views().site().find(List.of(Site.SETTINGS)).get()).isEmpty();
        SiteSettings settings = SiteSettings.builder().title("报").pageSize(30).build();
        views().site()
                .put(Map.of(Site.SETTINGS, new Versioned<>(new Position(3), settings)))
                .get();
        assertThat(views().site().find(List.of(Site.SETTINGS)).get()).containsEntry(Site.SETTINGS, settings);
    }
}
