package org.dibao.render.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.view.Entry;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.view.Page;
import org.dibao.render.view.Progress;
import org.dibao.render.view.Progress.Mark;
import org.dibao.render.view.Stories;
import org.dibao.render.view.View;
import org.dibao.render.view.View.Versioned;
import org.dibao.render.view.Views;
import org.dibao.render.view.Views.Site;
import org.junit.jupiter.api.Test;

/** What every database behind the ports guarantees. Each test begins with an empty one. */
public abstract class DatabaseContract {
    protected abstract Views views();

    protected abstract Progress progress();

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
                new Page.Live(article),
                new ArticlePath("/from here.html"),
                new Page.Redirect(article.id()),
                new ArticlePath("/a.b/$c.html"),
                new Page.Gone(new ArticleId("x")));
        Map<ArticlePath, Versioned<Page>> placed = new HashMap<>();
        pages.forEach((path, page) -> placed.put(path, new Versioned<>(new Position(3), page)));

        views().pages().put(placed).get();

        List<ArticlePath> asked = new ArrayList<>(pages.keySet());
        asked.add(new ArticlePath("/nothing.html"));
        assertThat(views().pages().find(asked).get()).isEqualTo(pages);
    }

    @Test
    void entriesAreFoundByIdAndScanned() throws Exception {
        Map<ArticleId, Versioned<Entry>> entries = new HashMap<>();
        for (int i = 0; i < 2500; i++) {
            ArticlePath path = new ArticlePath("/n/" + i + ".html");
            ArticleEvent event = Stories.event(
                    new Stories().publishes("a" + i, "文章 " + i).records().getFirst());
            entries.put(
                    new ArticleId("a" + i),
                    new Versioned<>(
                            new Position(i),
                            i % 7 == 0
                                    ? new Entry.Withdrawn(path)
                                    : ListedArticle.of(((Outcome.Published) event.outcome()).article())));
        }
        views().entries().put(entries).get();

        Map<ArticleId, Versioned<Entry>> scanned = new HashMap<>();
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
    void anOlderValueNeverReplacesANewerOne() throws Exception {
        View<ArticlePath, Page> pages = views().pages();
        ArticlePath path = new ArticlePath("/town/市场 day.html");
        put(pages, path, 7, "zebra");
        put(pages, path, 6, "zzz");
        assertThat(pages.find(List.of(path)).get()).containsValue(new Page.Gone(new ArticleId("zebra")));
        put(pages, path, 7, "zebra");
        put(pages, path, 10, "aardvark");
        put(pages, path, 9, "zzz");
        assertThat(pages.find(List.of(path)).get()).containsValue(new Page.Gone(new ArticleId("aardvark")));
    }

    @Test
    void anOlderLiveArticleNeverReplacesItsWithdrawal() throws Exception {
        ArticleId id = new ArticleId("a");
        Entry withdrawn = new Entry.Withdrawn(new ArticlePath("/a.html"));
        ArticleEvent event =
                Stories.event(new Stories().publishes("a", "A").records().getFirst());
        Entry live = ListedArticle.of(((Outcome.Published) event.outcome()).article());
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
    void oneWriteMayHoldOldAndNew() throws Exception {
        View<ArticlePath, Page> pages = views().pages();
        ArticlePath first = new ArticlePath("/1.html");
        ArticlePath second = new ArticlePath("/2.html");
        put(pages, first, 9, "newer");
        Map<ArticlePath, Versioned<Page>> mixed = new LinkedHashMap<>();
        mixed.put(first, new Versioned<>(new Position(8), new Page.Gone(new ArticleId("older"))));
        mixed.put(second, new Versioned<>(new Position(11), new Page.Gone(new ArticleId("new"))));
        pages.put(mixed).get();
        assertThat(pages.find(List.of(first, second)).get())
                .containsOnly(
                        Map.entry(first, new Page.Gone(new ArticleId("newer"))),
                        Map.entry(second, new Page.Gone(new ArticleId("new"))));
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

    @Test
    void progressAdvancesOnlyFromWhereItIs() throws Exception {
        Mark start = new Mark("log-1", Position.NONE);
        assertThat(progress().find().get()).isEmpty();
        assertThat(progress()
                        .advance(Optional.of(start), start.at(new Position(4)))
                        .get())
                .isFalse();
        assertThat(progress().advance(Optional.empty(), start).get()).isTrue();
        assertThat(progress().advance(Optional.empty(), start).get()).isFalse();
        assertThat(progress()
                        .advance(Optional.of(start), start.at(new Position(4)))
                        .get())
                .isTrue();
        assertThat(progress()
                        .advance(Optional.of(start), start.at(new Position(5)))
                        .get())
                .isFalse();
        assertThat(progress()
                        .advance(Optional.of(new Mark("log-2", new Position(4))), start.at(new Position(5)))
                        .get())
                .isFalse();
        assertThat(progress().find().get()).contains(start.at(new Position(4)));
    }

    private static void put(View<ArticlePath, Page> pages, ArticlePath path, long position, String article)
            throws Exception {
        pages.put(Map.of(path, new Versioned<>(new Position(position), new Page.Gone(new ArticleId(article)))))
                .get();
    }
}
