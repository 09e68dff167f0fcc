package org.dibao.store.folding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.projector.Await;
import org.dibao.projector.Table;
import org.dibao.projector.Versioned;
import org.dibao.store.fold.Decision;
import org.dibao.store.fold.FileHead;
import org.dibao.store.fold.Head;
import org.dibao.store.fold.KeyClaim;
import org.dibao.store.fold.PathClaim;
import org.dibao.store.history.Pending;
import org.dibao.store.history.Tables;
import org.dibao.store.history.Tables.FileRevision;
import org.dibao.store.history.Tables.RevisionOf;
import org.dibao.store.history.Tables.Site;

/** Updates the tables with a run of decisions: the last value of each key, all collections at the same time. */
final class TableUpdates {
    private final Tables tables;
    private final Await await;

    TableUpdates(Tables tables, Await await) {
        this.tables = tables;
        this.await = await;
    }

    void apply(List<Decision> decisions) {
        Map<ArticleId, Versioned<Head>> heads = new LinkedHashMap<>();
        Map<ArticlePath, Versioned<PathClaim>> paths = new LinkedHashMap<>();
        Map<String, Versioned<KeyClaim>> keys = new LinkedHashMap<>();
        Map<RevisionOf, Versioned<Position>> revisions = new LinkedHashMap<>();
        Map<Site, Versioned<SiteSettings>> site = new LinkedHashMap<>();
        Map<ArticleId, Versioned<Pending>> desk = new LinkedHashMap<>();
        Map<FilePath, Versioned<FileHead>> files = new LinkedHashMap<>();
        Map<FileRevision, Versioned<Position>> fileRevisions = new LinkedHashMap<>();
        for (Decision decision : decisions) {
            Position at = decision.position();
            Head head = decision.head();
            if (head != null) {
                heads.put(head.id(), new Versioned<>(at, head));
                if (head.position().equals(at)) { // otherwise it is the same revision as before
                    revisions.put(new RevisionOf(head.id(), head.revision()), new Versioned<>(at, at));
                }
            }
            if (head != null && (decision.settled() || !head.isSettled())) {
                desk.put(head.id(), new Versioned<>(at, Pending.of(head)));
            }
            for (PathClaim claim : decision.claims()) {
                paths.put(claim.path(), new Versioned<>(at, claim));
            }
            FileHead file = decision.file();
            if (file != null) {
                files.put(file.path(), new Versioned<>(at, file));
                fileRevisions.put(new FileRevision(file.path(), file.revision()), new Versioned<>(at, at));
            }
            KeyClaim key = decision.key();
            if (key != null) {
                keys.put(key.key(), new Versioned<>(at, key));
            }
            SiteSettings settings = decision.settings();
            if (settings != null) {
                site.put(Site.SETTINGS, new Versioned<>(at, settings));
            }
        }
        List<CompletableFuture<Void>> writing = new ArrayList<>();
        put(tables.heads(), heads, writing);
        put(tables.paths(), paths, writing);
        put(tables.keys(), keys, writing);
        put(tables.revisions(), revisions, writing);
        put(tables.site(), site, writing);
        put(tables.desk(), desk, writing);
        put(tables.files(), files, writing);
        put(tables.fileRevisions(), fileRevisions, writing);
        await.all(writing);
    }

    private static <K, V> void put(
            Table<K, V> table, Map<K, Versioned<V>> values, List<CompletableFuture<Void>> writing) {
        if (!values.isEmpty()) {
            writing.add(table.put(values));
        }
    }
}
