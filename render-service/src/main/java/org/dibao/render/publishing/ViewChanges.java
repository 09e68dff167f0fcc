package org.dibao.render.publishing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.OldQuery;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.projector.Table;
import org.dibao.projector.Versioned;
import org.dibao.render.theme.Bodies;
import org.dibao.render.view.ArticleSummary;
import org.dibao.render.view.FileAt;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.view.OldQueryNames;
import org.dibao.render.view.Page;
import org.dibao.render.view.Views;

/** The changes that a run of events makes to the view: the last value of each key, so that each is written once. */
final class ViewChanges {
    private final Map<ArticlePath, Versioned<Page>> pages = new LinkedHashMap<>();
    private final Map<ArticleId, Versioned<ArticleSummary>> entries = new LinkedHashMap<>();
    private final Map<Views.Site, Versioned<SiteSettings>> site = new LinkedHashMap<>();
    private final Map<FilePath, Versioned<FileAt>> files = new LinkedHashMap<>();
    private final Map<Views.Site, Versioned<OldQueryNames>> queries = new LinkedHashMap<>();

    private final Bodies bodies;
    private SiteSettings inForce;
    private OldQueryNames names;

    private ViewChanges(SiteSettings inForce, OldQueryNames names, Bodies bodies) {
        this.inForce = inForce;
        this.names = names;
        this.bodies = bodies;
    }

    /**
     * @param events  in the order of their positions
     * @param inForce the settings before them
     * @param names   of the parameters of old addresses before them
     */
    static ViewChanges of(List<ArticleEvent> events, SiteSettings inForce, OldQueryNames names, Bodies bodies) {
        ViewChanges changes = new ViewChanges(inForce, names, bodies);
        events.forEach(changes::add);
        return changes;
    }

    private void add(ArticleEvent event) {
        Position at = event.position();
        switch (event.outcome()) {
            case Outcome.Live live -> {
                Article article = live.article();
                // Its former path is among them. Existing redirects still work: they point to the article, not to a
                // path.
                live.redirects().forEach(from -> pages.put(from, new Versioned<>(at, new Page.Redirect(article.id()))));
                live.redirects().forEach(from -> query(at, from));
                pages.put(article.path(), new Versioned<>(at, new Page.Live(bodies.ofNew(inForce, article), article)));
                entries.put(article.id(), new Versioned<>(at, ListedArticle.of(article)));
            }
            case Outcome.Withdrawn withdrawn -> {
                ArticlePath path = withdrawn.before().path();
                pages.put(path, new Versioned<>(at, new Page.Gone(withdrawn.article())));
                entries.put(withdrawn.article(), new Versioned<>(at, new ArticleSummary.Withdrawn(path)));
            }
            case Outcome.FilePublished file -> files.put(file.path(), new Versioned<>(at, new FileAt(file.content())));
            case Outcome.FileRevised file -> files.put(file.path(), new Versioned<>(at, new FileAt(file.content())));
            case Outcome.FileWithdrawn file -> files.put(file.path(), new Versioned<>(at, new FileAt(null)));
            case Outcome.SiteChanged changed -> {
                inForce = changed.settings();
                site.put(Views.Site.SETTINGS, new Versioned<>(at, inForce));
            }
            case Outcome.Erased _, Outcome.Bare _ -> {
                // Nothing that a reader can see has changed.
            }
        }
    }

    private void query(Position at, ArticlePath from) {
        OldQueryNames all = names.with(OldQuery.names(from));
        if (!all.equals(names)) {
            names = all;
            queries.put(Views.Site.SETTINGS, new Versioned<>(at, all));
        }
    }

    /** After all events. */
    OldQueryNames names() {
        return names;
    }

    /** Starts writing all collections concurrently. */
    List<CompletableFuture<Void>> write(Views views) {
        List<CompletableFuture<Void>> writing = new ArrayList<>();
        put(views.pages(), pages, writing);
        put(views.entries(), entries, writing);
        put(views.site(), site, writing);
        put(views.files(), files, writing);
        put(views.queries(), queries, writing);
        return writing;
    }

    private static <K, V> void put(
            Table<K, V> table, Map<K, Versioned<V>> values, List<CompletableFuture<Void>> writing) {
        if (!values.isEmpty()) {
            writing.add(table.put(values));
        }
    }
}
