package org.dibao.render.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Unreadable;
import org.dibao.projector.Checkpoints;
import org.dibao.projector.LogHandler;
import org.dibao.projector.Projector;
import org.dibao.projector.ProjectorListener;
import org.dibao.projector.ProjectorNames;
import org.dibao.projector.Table;
import org.dibao.projector.Versioned;
import org.dibao.projector.testkit.CrashPointsContract.Subject;
import org.dibao.projector.testkit.FakePorts;
import org.dibao.projector.testkit.FakeTable;
import org.dibao.projector.testkit.Faults;
import org.dibao.render.publishing.Publishing;
import org.dibao.render.theme.Bodies;
import org.dibao.render.theme.Theme;

/** Render's database and topics in memory. What lies here outlives the projectors that work on it. */
public class FakeRender implements Subject {
    private static final ProjectorNames NAMES =
            new ProjectorNames("render", "test", "article-events", "publications", "publications");

    public static final Bodies BODIES = new Bodies(new Theme());

    public final FakePorts topics = new FakePorts();
    public FakeTable<ArticlePath, Page> pages = new FakeTable<>(Page.class);
    public FakeEntries entries = new FakeEntries();
    public FakeTable<Views.Site, SiteSettings> site = new FakeTable<>(SiteSettings.class);
    public FakeTable<FilePath, FileAt> files = new FakeTable<>(FileAt.class);
    public FakeTable<Views.Site, OldQueryNames> queries = new FakeTable<>(OldQueryNames.class);
    private final List<Publication> read = new ArrayList<>();

    public Views views() {
        return views(Faults.none());
    }

    @SuppressWarnings("unchecked")
    private Views views(Faults faults) {
        return new Views(
                faults.in(Table.class, pages),
                faults.in(ArticleSummaries.class, entries),
                faults.in(Table.class, site),
                faults.in(Table.class, files),
                faults.in(Table.class, queries));
    }

    public Checkpoints checkpoints() {
        return topics.ports().checkpoints();
    }

    /** The last position published. */
    public Position last() {
        return topics.ports().events().last();
    }

    public LogHandler projector(int batchSize) {
        return projector(Faults.none(), batchSize);
    }

    @Override
    public LogHandler projector(Faults faults, int batchSize) {
        Duration timeout = Duration.ofSeconds(1);
        return new Projector<>(
                topics.ports(faults),
                new Publishing(views(faults), BODIES, timeout),
                NAMES,
                "here",
                batchSize,
                timeout,
                new ProjectorListener<>() {});
    }

    /** What was published, read. */
    public List<Publication> publications() {
        if (read.size() > topics.events.size()) {
            read.clear();
        }
        for (EventMessage event : topics.events.subList(read.size(), topics.events.size())) {
            try {
                read.add(Codec.readPublication(event.headers(), event.value()));
            } catch (Unreadable e) {
                throw new AssertionError(e);
            }
        }
        return List.copyOf(read);
    }

    @Override
    public void dropDatabase() {
        pages = new FakeTable<>(Page.class);
        entries = new FakeEntries();
        site = new FakeTable<>(SiteSettings.class);
        files = new FakeTable<>(FileAt.class);
        queries = new FakeTable<>(OldQueryNames.class);
        topics.dropCheckpoint();
    }

    /** Whether it shows all that another one shows, or newer. */
    public boolean isAsNewAs(FakeRender other) {
        return pages.isAsNewAs(other.pages)
                && entries.isAsNewAs(other.entries)
                && site.isAsNewAs(other.site)
                && files.isAsNewAs(other.files)
                && queries.isAsNewAs(other.queries);
    }

    /** Every path at which something is or was. */
    public Collection<ArticlePath> paths() {
        return pages.rows.keySet();
    }

    /** Every article that was ever live. */
    public Collection<ArticleId> articles() {
        return entries.rows.keySet();
    }

    @Override
    public Map<String, Object> content() {
        Map<String, Object> content = new TreeMap<>(topics.content());
        content.put("pages", pages.content());
        content.put("entries", entries.content());
        content.put("site", site.content());
        content.put("files", files.content());
        content.put("queries", queries.content());
        return content;
    }

    public static class FakeEntries extends FakeTable<ArticleId, ArticleSummary> implements ArticleSummaries {
        public FakeEntries() {
            super(ArticleSummary.class);
        }

        @Override
        public CompletableFuture<Void> scan(BiConsumer<ArticleId, Versioned<ArticleSummary>> reader) {
            rows.forEach((id, row) -> reader.accept(id, versioned(row)));
            return CompletableFuture.completedFuture(null);
        }
    }
}
