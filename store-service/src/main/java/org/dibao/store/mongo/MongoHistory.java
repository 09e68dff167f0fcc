package org.dibao.store.mongo;

import org.dibao.contract.article.Position;
import org.dibao.contract.site.SiteSettings;
import org.dibao.projector.mongo.Database;
import org.dibao.store.fold.Head;
import org.dibao.store.fold.KeyClaim;
import org.dibao.store.fold.PathClaim;
import org.dibao.store.history.Decisions;
import org.dibao.store.history.Tables;
import org.dibao.store.history.TablesBuilder;

/** The store's collections. */
public final class MongoHistory {
    private MongoHistory() {}

    public static Decisions decisions(Database database) {
        return new MongoDecisions(database.collection("submissions"));
    }

    public static Tables tables(Database database) {
        return TablesBuilder.builder()
                .heads(database.table("articles", Head.class))
                .paths(database.table("paths", PathClaim.class))
                .keys(database.table("keys", KeyClaim.class))
                .revisions(database.table("revisions", Position.class))
                .site(database.table("site", SiteSettings.class))
                .desk(new MongoDesk(database.collection("desk")))
                .files(new MongoFiles(database.collection("files")))
                .fileRevisions(database.table("file-revisions", Position.class))
                .build();
    }
}
