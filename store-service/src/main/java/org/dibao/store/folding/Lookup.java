package org.dibao.store.folding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.submission.Submission.ChangeSite;
import org.dibao.contract.submission.Submission.EraseArticle;
import org.dibao.contract.submission.Submission.KeepAppointment;
import org.dibao.contract.submission.Submission.KeepFile;
import org.dibao.contract.submission.Submission.RemoveFile;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.dibao.contract.submission.Submission.SubmitArticle.Kept;
import org.dibao.contract.submission.Submission.WithdrawArticle;
import org.dibao.projector.Await;
import org.dibao.store.fold.ArticleDates;
import org.dibao.store.fold.Decision;
import org.dibao.store.fold.FileHead;
import org.dibao.store.fold.Fold;
import org.dibao.store.fold.FoldState;
import org.dibao.store.fold.Head;
import org.dibao.store.fold.KeyClaim;
import org.dibao.store.fold.PathClaim;
import org.dibao.store.history.Decisions;
import org.dibao.store.history.Tables;
import org.jspecify.annotations.Nullable;

/**
 * The history in the database, for one batch: what its submissions are expected to need is loaded in bulk, in one or
 * two round trips, and anything else one by one on demand.
 */
final class Lookup implements FoldState {
    private final SiteSettings site;
    private final Await await;
    private final Loaded<ArticleId, Head> heads;
    private final Loaded<ArticlePath, PathClaim> paths;
    private final Loaded<FilePath, FileHead> files;
    private final Loaded<String, KeyClaim> keys;
    private final Loaded<Position, Decision> contents;
    private final Decisions decisions;
    private final Map<Position, String> bodies = new HashMap<>();

    /** Whether there may be files at all; if not, nobody asks whether one is at an article's path. */
    private final boolean hasFiles;

    private Lookup(SiteSettings site, boolean hasFiles, Tables tables, Decisions decisions, Await await) {
        this.decisions = decisions;
        this.hasFiles = hasFiles;
        this.site = site;
        this.await = await;
        this.heads = new Loaded<>(tables.heads()::find);
        this.paths = new Loaded<>(tables.paths()::find);
        this.files = new Loaded<>(tables.files()::find);
        this.keys = new Loaded<>(tables.keys()::find);
        this.contents = new Loaded<>(decisions::find);
    }

    /**
     * @param hasFiles    whether any file has ever been decided before these submissions
     * @param stillActive awaited together with the first round trip
     */
    static Lookup prefetched(
            SiteSettings site,
            boolean hasFiles,
            Tables tables,
            Decisions decisions,
            Collection<Submission> submissions,
            Await await,
            CompletableFuture<?> stillActive) {
        Lookup lookup = new Lookup(site, hasFiles, tables, decisions, await);
        lookup.prefetch(submissions, stillActive);
        return lookup;
    }

    private void prefetch(Collection<Submission> submissions, CompletableFuture<?> stillActive) {
        Set<ArticleId> ids = new HashSet<>();
        Set<String> used = new HashSet<>();
        Set<ArticlePath> first = new HashSet<>();
        Set<FilePath> named = new HashSet<>();
        Map<ArticleId, ArticleFile> shortIds = new HashMap<>();
        for (Submission submission : submissions) {
            Idempotency idempotency = submission.request().idempotency();
            if (idempotency != null) {
                used.add(idempotency.key());
            }
            switch (submission) {
                case SubmitArticle submit -> {
                    addIds(ids, shortIds, submit);
                    first.addAll(submit.given().oldPaths());
                    add(first, submit, null);
                }
                case WithdrawArticle withdraw -> ids.add(withdraw.article());
                case EraseArticle erase -> ids.add(erase.article());
                case KeepAppointment appointment -> ids.add(appointment.article());
                case KeepFile keep -> {
                    named.add(keep.path());
                    keep.path().article().ifPresent(first::add);
                }
                case RemoveFile remove -> named.add(remove.path());
                case ChangeSite _ -> {
                    // needs only the settings
                }
            }
        }
        await.all(List.of(
                heads.load(ids), keys.load(used), paths.load(first), files.load(at(first, named)), stillActive));
        Set<ArticlePath> second = new HashSet<>();
        for (Submission submission : submissions) {
            if (submission instanceof SubmitArticle submit) {
                Head head = heads.known(submit.article());
                if (head != null) {
                    add(second, submit, head); // its date may decide
                    second.addAll(head.redirects()); // their current owners
                    if (head.path() != null) {
                        second.add(head.path()); // the former path if it moves, or the one that it keeps
                    }
                    if (submit.keeps(Kept.ADDRESS) && head.reserved() != null) {
                        second.add(head.reserved());
                    }
                }
            }
        }
        Set<Position> scheduled = new HashSet<>();
        for (Submission submission : submissions) {
            Head head = submission instanceof KeepAppointment due ? heads.known(due.article()) : null;
            if (head != null && head.isScheduled()) {
                scheduled.add(head.content());
                second.addAll(head.redirects());
                if (head.path() != null) {
                    second.add(head.path());
                }
                if (head.reserved() != null) {
                    second.add(head.reserved());
                }
            }
        }
        second.removeAll(first);
        if (!second.isEmpty() || !scheduled.isEmpty()) {
            await.all(List.of(paths.load(second), contents.load(scheduled), files.load(at(second, new HashSet<>()))));
        }
        loadBodies(submissions);
    }

    /** With the files that may keep articles away from these paths. */
    private Set<FilePath> at(Set<ArticlePath> wanted, Set<FilePath> named) {
        if (hasFiles) {
            wanted.forEach(path -> FilePath.of(path).ifPresent(named::add));
        }
        return named;
    }

    /** The long id is needed only if another file may have the short one. */
    private static void addIds(Set<ArticleId> ids, Map<ArticleId, ArticleFile> shortIds, SubmitArticle submit) {
        ids.add(submit.article());
        ArticleFile file = submit.file();
        ArticleFile other = file == null ? null : shortIds.putIfAbsent(submit.article(), file);
        if (file != null && other != null && !file.equals(other)) {
            ids.add(file.longId(submit.article(), submit.given().lang()));
        }
    }

    private void add(Set<ArticlePath> wanted, SubmitArticle submit, @Nullable Head head) {
        try {
            wanted.add(submit.path(site, ArticleDates.of(site, head, submit)));
        } catch (IllegalArgumentException e) {
            // The fold will refuse it.
        }
    }

    @Override
    public SiteSettings site() {
        return site;
    }

    @Override
    public @Nullable Head head(ArticleId id) {
        return heads.get(id);
    }

    @Override
    public @Nullable PathClaim claim(ArticlePath path) {
        return paths.get(path);
    }

    @Override
    public @Nullable FileHead file(FilePath path) {
        return hasFiles ? files.get(path) : null;
    }

    @Override
    public @Nullable KeyClaim key(String key) {
        return keys.get(key);
    }

    @Override
    public @Nullable Decision content(Position position) {
        return contents.get(position);
    }

    /** Those of articles that are given again after an upgrade. */
    private void loadBodies(Collection<Submission> submissions) {
        Set<Position> wanted = new HashSet<>();
        for (Submission submission : submissions) {
            Head head = submission instanceof SubmitArticle submit ? heads.known(submit.article()) : null;
            if (head != null && Fold.asksForBody(head, (SubmitArticle) submission)) {
                wanted.add(head.content());
            }
        }
        loadBodies(wanted);
    }

    private void loadBodies(Set<Position> wanted) {
        if (!wanted.isEmpty()) {
            await.result(decisions.find(wanted)).forEach((position, decision) -> {
                Article article = decision.article();
                if (article != null) {
                    bodies.put(position, article.html());
                }
            });
        }
    }

    @Override
    public @Nullable String html(Position content) {
        if (!bodies.containsKey(content)) {
            loadBodies(Set.of(content));
        }
        return bodies.get(content);
    }

    /** The keys looked up, and the values found. */
    private final class Loaded<K, V> {
        private final Function<Collection<K>, CompletableFuture<Map<K, V>>> table;
        private final Map<K, V> values = new HashMap<>();
        private final Set<K> asked = new HashSet<>();

        Loaded(Function<Collection<K>, CompletableFuture<Map<K, V>>> table) {
            this.table = table;
        }

        CompletableFuture<Void> load(Collection<K> wanted) {
            if (wanted.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            asked.addAll(wanted);
            return table.apply(new ArrayList<>(wanted)).thenAccept(values::putAll);
        }

        @Nullable
        V known(K key) {
            return values.get(key);
        }

        @Nullable
        V get(K key) {
            if (!asked.contains(key)) {
                await.all(List.of(load(List.of(key))));
            }
            return values.get(key);
        }
    }
}
