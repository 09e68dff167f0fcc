package org.dibao.render.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.jspecify.annotations.Nullable;

/** A database and three topics in memory. What lies here outlives the loops that work on it. */
public final class FakeRender {
    public String logId = "log-1";
    public long logEnd = -1;
    public FakeView<ArticlePath, Page> pages = new FakeView<>(Page.class);
    public FakeEntries entries = new FakeEntries();
    public FakeView<Views.Site, SiteSettings> site = new FakeView<>(SiteSettings.class);
    public FakeProgress progress = new FakeProgress();
    public final List<Publication> publications = new ArrayList<>();
    public final List<DeadLetters.DeadLetter> dead = new ArrayList<>();

    public Ports ports() {
        return new Ports(
                () -> new EventLog.State(logId, new Position(logEnd)),
                new Views(pages, entries, site),
                progress,
                new FakeAnnouncements(),
                new FakeDeadLetters());
    }

    public void dropDatabase() {
        pages = new FakeView<>(Page.class);
        entries = new FakeEntries();
        site = new FakeView<>(SiteSettings.class);
        progress = new FakeProgress();
    }

    /** Whether it shows all that another one shows, or newer. */
    public boolean isAsNewAs(FakeRender other) {
        return pages.isAsNewAs(other.pages) && entries.isAsNewAs(other.entries) && site.isAsNewAs(other.site);
    }

    /** Every path at which something is or was. */
    public Collection<ArticlePath> paths() {
        return pages.rows.keySet();
    }

    /** Every article that was ever live. */
    public Collection<ArticleId> articles() {
        return entries.rows.keySet();
    }

    /** All that is durable, in a form that can be compared and read. */
    public Map<String, Object> content() {
        Map<String, Object> content = new TreeMap<>();
        content.put("pages", pages.readable());
        content.put("entries", entries.readable());
        content.put("site", site.readable());
        content.put("progress", String.valueOf(progress.mark));
        content.put("publications", publications.stream().map(Json::text).toList());
        content.put("dead", dead.toString());
        return content;
    }

    /** Keeps JSON, as the real one does. */
    public static class FakeView<K, V> implements View<K, V> {
        record Row(long position, String json) {}

        final Map<K, Row> rows = new HashMap<>();
        private final Class<V> type;

        FakeView(Class<V> type) {
            this.type = type;
        }

        @Override
        public CompletableFuture<Map<K, V>> find(Collection<K> keys) {
            Map<K, V> found = new HashMap<>();
            for (K key : keys) {
                Row row = rows.get(key);
                if (row != null) {
                    found.put(key, Json.read(row.json(), type));
                }
            }
            return CompletableFuture.completedFuture(found);
        }

        @Override
        public CompletableFuture<Void> put(Map<K, Versioned<V>> values) {
            values.forEach((key, value) -> rows.merge(
                    key,
                    new Row(value.position().value(), Json.text(value.value())),
                    (old, now) -> now.position() > old.position() ? now : old));
            return CompletableFuture.completedFuture(null);
        }

        boolean isAsNewAs(FakeView<K, V> other) {
            return other.rows.entrySet().stream()
                    .allMatch(row -> rows.containsKey(row.getKey())
                            && rows.get(row.getKey()).position()
                                    >= row.getValue().position());
        }

        public int rows() {
            return rows.size();
        }

        Versioned<V> placed(Row row) {
            return new Versioned<>(new Position(row.position()), Json.read(row.json(), type));
        }

        Map<String, String> readable() {
            Map<String, String> readable = new TreeMap<>();
            rows.forEach((key, row) -> readable.put(key.toString(), row.toString()));
            return readable;
        }
    }

    public static final class FakeEntries extends FakeView<ArticleId, Entry> implements Entries {
        FakeEntries() {
            super(Entry.class);
        }

        @Override
        public CompletableFuture<Void> scan(BiConsumer<ArticleId, Versioned<Entry>> reader) {
            rows.forEach((id, row) -> reader.accept(id, placed(row)));
            return CompletableFuture.completedFuture(null);
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
            boolean holds = Optional.ofNullable(mark).equals(from);
            if (holds) {
                mark = to;
            }
            return CompletableFuture.completedFuture(holds);
        }
    }

    private final class FakeAnnouncements implements Announcements {
        @Override
        public Position last() {
            return publications.isEmpty()
                    ? Position.NONE
                    : publications.getLast().position();
        }

        @Override
        public void append(List<Publication> run) {
            publications.addAll(run);
        }
    }

    private final class FakeDeadLetters implements DeadLetters {
        @Override
        public Position last() {
            return dead.isEmpty() ? Position.NONE : dead.getLast().offset();
        }

        @Override
        public void append(List<DeadLetter> letters) {
            dead.addAll(letters);
        }
    }
}
