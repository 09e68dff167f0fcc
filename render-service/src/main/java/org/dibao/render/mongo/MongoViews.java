package org.dibao.render.mongo;

import org.dibao.contract.site.SiteSettings;
import org.dibao.projector.mongo.Collections;
import org.dibao.render.view.FileAt;
import org.dibao.render.view.OldQueryNames;
import org.dibao.render.view.Page;
import org.dibao.render.view.Views;

/**
 * Render's collections: {@code pages} ({@code _id} is the path), {@code entries} ({@code _id} is the article's id),
 * {@code site}, {@code files} ({@code _id} is the path) and {@code queries}.
 */
public final class MongoViews {
    private MongoViews() {}

    public static Views views(Collections collections) {
        return new Views(
                collections.table("pages", Page.class),
                new MongoArticleSummaries(collections.rows("entries")),
                collections.table("site", SiteSettings.class),
                collections.table("files", FileAt.class),
                collections.table("queries", OldQueryNames.class));
    }
}
