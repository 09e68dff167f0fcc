package org.dibao.store.fold;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.jspecify.annotations.Nullable;

/**
 * A history in memory, over one that lies elsewhere: decisions are applied here, and what was not touched is asked for
 * below. With nothing below it is a whole site's history. For one thread.
 */
public final class History implements FoldState {
    private final @Nullable FoldState below;
    private final Map<ArticleId, Head> heads = new HashMap<>();
    private final Map<ArticlePath, PathClaim> claims = new HashMap<>();
    private final Map<FilePath, FileHead> files = new HashMap<>();
    private final Map<String, KeyClaim> keys = new HashMap<>();
    private final Map<Position, Decision> scheduled = new HashMap<>();
    private final Map<Position, String> bodies = new HashMap<>();
    private @Nullable SiteSettings site;

    /** An empty history. */
    public History() {
        this.below = null;
    }

    public History(FoldState below) {
        this.below = below;
    }

    /** Makes a decision part of the history. Decisions come in the order of their positions. */
    public void apply(Decision decision) {
        Head head = decision.head();
        if (head != null) {
            heads.put(head.id(), head);
            if (head.isScheduled()) {
                scheduled.put(decision.position(), decision);
            }
        }
        Article content = decision.article();
        if (content != null) {
            bodies.put(decision.position(), content.html());
        }
        for (PathClaim claim : decision.claims()) {
            claims.put(claim.path(), claim);
        }
        FileHead file = decision.file();
        if (file != null) {
            files.put(file.path(), file);
        }
        KeyClaim key = decision.key();
        if (key != null) {
            keys.put(key.key(), key);
        }
        SiteSettings settings = decision.settings();
        if (settings != null) {
            site = settings;
        }
    }

    @Override
    public SiteSettings site() {
        if (site != null) {
            return site;
        }
        return below == null ? SiteSettings.DEFAULT : below.site();
    }

    @Override
    public @Nullable Head head(ArticleId id) {
        Head head = heads.get(id);
        return head != null || below == null ? head : below.head(id);
    }

    @Override
    public @Nullable PathClaim claim(ArticlePath path) {
        PathClaim claim = claims.get(path);
        return claim != null || below == null ? claim : below.claim(path);
    }

    @Override
    public @Nullable FileHead file(FilePath path) {
        FileHead file = files.get(path);
        return file != null || below == null ? file : below.file(path);
    }

    @Override
    public @Nullable KeyClaim key(String key) {
        KeyClaim claim = keys.get(Objects.requireNonNull(key));
        return claim != null || below == null ? claim : below.key(key);
    }

    @Override
    public @Nullable Decision content(Position position) {
        Decision content = scheduled.get(position);
        return content != null || below == null ? content : below.content(position);
    }

    @Override
    public @Nullable String html(Position content) {
        String html = bodies.get(content);
        return html != null || below == null ? html : below.html(content);
    }
}
