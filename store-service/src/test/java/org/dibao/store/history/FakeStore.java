package org.dibao.store.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.fold.Decision;
import org.dibao.contract.fold.Head;
import org.dibao.contract.fold.KeyClaim;
import org.dibao.contract.fold.PathClaim;
import org.dibao.contract.json.Json;
import org.dibao.contract.site.SiteSettings;
import org.dibao.store.history.Projection.Versioned;
import org.dibao.store.history.Projections.RevisionOf;
import org.dibao.store.history.Projections.Site;
import org.jspecify.annotations.Nullable;

/** A database, a log and two topics in memory. What lies here outlives the loops that work on it. */
public final class FakeStore {
    public String logId = "log-1";
    public long logEnd = -1;
    public FakeDecisions decisions = new FakeDecisions();
    public FakeProjection<ArticleId, Head> heads = new FakeProjection<>();
    public FakeProjection<ArticlePath, PathClaim> paths = new FakeProjection<>();
    public FakeProjection<String, KeyClaim> keys = new FakeProjection<>();
    public FakeProjection<RevisionOf, Position> revisions = new FakeProjection<>();
    public FakeProjection<Site, SiteSettings> site = new FakeProjection<>();
    public FakeProgress progress = new FakeProgress();
    public final List<ArticleEvent> events = new ArrayList<>();
    public final List<DeadLetters.DeadLetter> dead = new ArrayList<>();

    public Ports ports() {
        return new Ports(
                () -> new Log.State(logId, new Position(logEnd)),
                decisions,
                new Projections(heads, paths, keys, revisions, site),
                progress,
                new FakeAnnouncements(),
                new FakeDeadLetters());
    }

    public void dropDatabase() {
        decisions = new FakeDecisions();
        heads = new FakeProjection<>();
        paths = new FakeProjection<>();
        keys = new FakeProjection<>();
        revisions = new FakeProjection<>();
        site = new FakeProjection<>();
        progress = new FakeProgress();
    }

    /** All that is durable, in a form that can be compared and read. */
    public Map<String, Object> content() {
        Map<String, Object> content = new TreeMap<>();
        content.put("decisions", decisions.rows);
        content.put("heads", heads.readable());
        content.put("paths", paths.readable());
        content.put("keys", keys.readable());
        content.put("revisions", revisions.readable());
        content.put("site", site.readable());
        content.put("progress", String.valueOf(progress.mark));
        content.put("events", events.stream().map(Json::text).toList());
        content.put("dead", dead.toString());
        return content;
    }

    public static final class FakeDecisions implements Decisions {
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

    public static final class FakeProjection<K, V> implements Projection<K, V> {
        public final Map<K, Versioned<V>> rows = new HashMap<>();

        @Override
        public CompletableFuture<Map<K, V>> find(Collection<K> keys) {
            Map<K, V> found = new HashMap<>();
            for (K key : keys) {
                Versioned<V> row = rows.get(key);
                if (row != null) {
                    found.put(key, row.value());
                }
            }
            return CompletableFuture.completedFuture(found);
        }

        @Override
        public CompletableFuture<Void> put(Map<K, Versioned<V>> values) {
            values.forEach((key, value) ->
                    rows.merge(key, value, (old, now) -> now.position().isAfter(old.position()) ? now : old));
            return CompletableFuture.completedFuture(null);
        }

        Map<String, String> readable() {
            Map<String, String> readable = new TreeMap<>();
            rows.forEach((key, value) -> readable.put(key.toString(), Json.text(value)));
            return readable;
        }
    }

    public static final class FakeProgress implements Progress {
        public @Nullable Mark mark;

        @Override
        public CompletableFuture<Optional<Mark>> find() {
            return CompletableFuture.completedFuture(Optional.ofNullable(mark));
        }

        @Override
        public CompletableFuture<Boolean> advance(Optional<Mark> from, Mark to) {
            boolean holds = from.isEmpty() ? mark == null : mark != null && mark.isWhere(from.get());
            if (holds) {
                mark = to;
            }
            return CompletableFuture.completedFuture(holds);
        }
    }

    private final class FakeAnnouncements implements Announcements {
        @Override
        public Position last() {
            return events.isEmpty() ? Position.NONE : events.getLast().position();
        }

        @Override
        public void append(List<ArticleEvent> run) {
            events.addAll(run);
        }
    }

    private final class FakeDeadLetters implements DeadLetters {
        @Override
        public Position last() {
            return dead.isEmpty() ? Position.NONE : dead.getLast().position();
        }

        @Override
        public void append(List<DeadLetter> letters) {
            dead.addAll(letters);
        }
    }
}
