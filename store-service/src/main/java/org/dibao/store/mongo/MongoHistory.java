package org.dibao.store.mongo;

import org.dibao.contract.article.Position;
import org.dibao.contract.site.SiteSettings;
import org.dibao.projector.mongo.Collections;
import org.dibao.store.fold.Head;
import org.dibao.store.fold.KeyClaim;
import org.dibao.store.fold.PathClaim;
import org.dibao.store.history.Decisions;
import org.dibao.store.history.Tables;
import org.dibao.store.history.TablesBuilder;

/** The store's collections. */
public final class MongoHistory {
    private MongoHistory() {}

    public static Decisions decisions(Collections collections) {
        return new MongoDecisions(collections.rows("submissions"));
    }

    public static Tables tables(Collections collections) {
        return TablesBuilder.builder()
                .heads(collections.table("articles", Head.class))
                .paths(collections.table("paths", PathClaim.class))
                .keys(collections.table("keys", KeyClaim.class))
                .revisions(collections.table("revisions", Position.class))
                .site(collections.table("site", SiteSettings.class))
                .desk(new MongoDesk(collections.rows("desk")))
                .files(new MongoFiles(collections.rows("files")))
                .fileRevisions(collections.table("file-revisions", Position.class))
                .build();
    }
}
