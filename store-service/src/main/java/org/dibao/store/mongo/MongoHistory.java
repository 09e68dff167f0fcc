package org.dibao.store.mongo;

import org.dibao.contract.article.Position;
import org.dibao.contract.site.SiteSettings;
import org.dibao.projector.mongo.Database;
import org.dibao.store.fold.Head;
import org.dibao.store.fold.KeyClaim;
import org.dibao.store.fold.PathClaim;
import org.dibao.store.history.Decisions;
import org.dibao.store.history.Tables;

/** The store's collections. */
public final class MongoHistory {
    private MongoHistory() {}

    public static Decisions decisions(Database database) {
        return new MongoDecisions(database.collection("submissions"));
    }

    public static Tables tables(Database database) {
        return new Tables(
                database.table("articles", Head.class),
                database.table("paths", PathClaim.class),
                database.table("keys", KeyClaim.class),
                database.table("revisions", Position.class),
                database.table("site", SiteSettings.class),
                new MongoDesk(database.collection("desk")),
                new MongoFiles(database.collection("files")),
                database.table("file-revisions", Position.class));
    }
}
