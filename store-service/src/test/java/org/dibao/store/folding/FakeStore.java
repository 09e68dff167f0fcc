package org.dibao.store.folding;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.json.Json;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.Unreadable;
import org.dibao.projector.Projector;
import org.dibao.projector.ProjectorListener;
import org.dibao.projector.ProjectorNames;
import org.dibao.projector.Table;
import org.dibao.projector.Versioned;
import org.dibao.projector.testkit.CrashPointsContract.Subject;
import org.dibao.projector.testkit.FakePorts;
import org.dibao.projector.testkit.FakeTable;
import org.dibao.projector.testkit.Faults;
import org.dibao.store.fold.Decision;
import org.dibao.store.fold.FileHead;
import org.dibao.store.fold.Fold;
import org.dibao.store.fold.Head;
import org.dibao.store.fold.KeyClaim;
import org.dibao.store.fold.PathClaim;
import org.dibao.store.history.Decisions;
import org.dibao.store.history.Desk;
import org.dibao.store.history.Files;
import org.dibao.store.history.Pending;
import org.dibao.store.history.Tables;
import org.dibao.store.history.Tables.FileRevision;
import org.dibao.store.history.Tables.RevisionOf;
import org.dibao.store.history.Tables.Site;
import org.dibao.store.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/** The store's database and topics in memory. What lies here outlives the projectors that work on it. */
public final class FakeStore implements Subject {
    static final ProjectorNames NAMES =
            new ProjectorNames("the store", "test", "articles", "article-events", "article-events and publications");

    public final FakePorts topics = new FakePorts();
    public FakeDecisions decisions = new FakeDecisions();
    public FakeTable<ArticleId, Head> heads = new FakeTable<>(Head.class);
    public FakeTable<ArticlePath, PathClaim> paths = new FakeTable<>(PathClaim.class);
    public FakeTable<String, KeyClaim> keys = new FakeTable<>(KeyClaim.class);
    public FakeTable<RevisionOf, Position> revisions = new FakeTable<>(Position.class);
    public FakeTable<Site, SiteSettings> site = new FakeTable<>(SiteSettings.class);
    public FakeDesk desk = new FakeDesk();
    public FakeFiles files = new FakeFiles();
    public FakeTable<FileRevision, Position> fileRevisions = new FakeTable<>(Position.class);
    public Schedule schedule = new Schedule();

    /** How submissions are decided. */
    Decider.Rule rule = Fold::decide;

    public Tables tables() {
        return tables(Faults.none());
    }

    private Tables tables(Faults faults) {
        return new Tables(
                in(faults, heads),
                in(faults, paths),
                in(faults, keys),
                in(faults, revisions),
                in(faults, site),
                faults.in(Desk.class, desk),
                faults.in(Files.class, files),
                in(faults, fileRevisions));
    }

    @SuppressWarnings("unchecked")
    private static <K, V> Table<K, V> in(Faults faults, Table<K, V> table) {
        return faults.in(Table.class, table);
    }

    @Override
    public Projector<LogRecord, Decision> projector(Faults faults, int batchSize) {
        return projector(faults, batchSize, new ProjectorListener<>() {});
    }

    Projector<LogRecord, Decision> projector(Faults faults, int batchSize, ProjectorListener<Decision> listener) {
        Duration timeout = Duration.ofSeconds(1);
        Folding folding = new Folding(faults.in(Decisions.class, decisions), tables(faults), schedule, timeout, rule);
        return new Projector<>(topics.ports(faults), folding, NAMES, "here", batchSize, timeout, listener);
    }

    /** What was published, read. */
    public List<ArticleEvent> events() {
        return topics.events.stream()
                .map(event -> {
                    try {
                        return Codec.readEvent(event.headers(), event.value());
                    } catch (Unreadable e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    @Override
    public void dropDatabase() {
        decisions = new FakeDecisions();
        heads = new FakeTable<>(Head.class);
        paths = new FakeTable<>(PathClaim.class);
        keys = new FakeTable<>(KeyClaim.class);
        revisions = new FakeTable<>(Position.class);
        site = new FakeTable<>(SiteSettings.class);
        desk = new FakeDesk();
        files = new FakeFiles();
        fileRevisions = new FakeTable<>(Position.class);
        topics.dropCheckpoint();
    }

    @Override
    public Map<String, Object> content() {
        Map<String, Object> content = new TreeMap<>(topics.content());
        content.put("decisions", Map.copyOf(decisions.rows));
        content.put("heads", heads.content());
        content.put("paths", paths.content());
        content.put("keys", keys.content());
        content.put("revisions", revisions.content());
        content.put("site", site.content());
        content.put("desk", desk.pending());
        content.put("files", files.content());
        content.put("fileRevisions", fileRevisions.content());
        return content;
    }

    public static final class FakeDesk extends FakeTable<ArticleId, Pending> implements Desk {
        public FakeDesk() {
            super(Pending.class);
        }

        @Override
        public CompletableFuture<List<Versioned<Pending>>> all() {
            return CompletableFuture.completedFuture(
                    rows.values().stream().map(this::versioned).toList());
        }

        @Override
        public CompletableFuture<Void> delete(Collection<ArticleId> articles) {
            articles.forEach(rows::remove);
            return CompletableFuture.completedFuture(null);
        }

        /** What counts of it: settled rows may be there or not. */
        public Map<String, String> pending() {
            Map<String, String> pending = new TreeMap<>();
            rows.forEach((id, row) -> {
                if (!versioned(row).value().isSettled()) {
                    pending.put(id.value(), row.toString());
                }
            });
            return pending;
        }
    }

    public static final class FakeFiles extends FakeTable<FilePath, FileHead> implements Files {
        public FakeFiles() {
            super(FileHead.class);
        }

        @Override
        public CompletableFuture<List<FileHead>> page(@Nullable FilePath after, int limit) {
            return CompletableFuture.completedFuture(rows.values().stream()
                    .map(row -> versioned(row).value())
                    .filter(file -> after == null || file.path().compareTo(after) > 0)
                    .sorted(Comparator.comparing(FileHead::path))
                    .limit(limit)
                    .toList());
        }
    }

    public static class FakeDecisions implements Decisions {
        /** Kept as JSON, as the real one does. */
        public final TreeMap<Position, String> rows = new TreeMap<>();

        @Override
        public CompletableFuture<Map<Position, Decision>> find(Collection<Position> positions) {
            Map<Position, Decision> found = new HashMap<>();
            for (Position position : positions) {
                String row = rows.get(position);
                if (row != null) {
                    found.put(position, Json.read(row, Decision.class));
                }
            }
            return CompletableFuture.completedFuture(found);
        }

        @Override
        public CompletableFuture<Map<Position, Summary>> summaries(Collection<Position> positions) {
            return find(positions).thenApply(found -> {
                Map<Position, Summary> summaries = new HashMap<>();
                found.forEach((position, decision) -> summaries.put(position, Summary.of(decision)));
                return summaries;
            });
        }

        @Override
        public CompletableFuture<Integer> insert(List<Decision> decisions) {
            int inserted = 0;
            for (Decision decision : decisions) {
                if (rows.putIfAbsent(decision.position(), Json.text(decision)) != null) {
                    break;
                }
                inserted++;
            }
            return CompletableFuture.completedFuture(inserted);
        }
    }
}
