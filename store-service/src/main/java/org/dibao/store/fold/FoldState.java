package org.dibao.store.fold;

import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.jspecify.annotations.Nullable;

/** The history up to a position, as far as one decision asks for it. */
public interface FoldState {
    SiteSettings site();

    @Nullable
    Head head(ArticleId id);

    @Nullable
    PathClaim claim(ArticlePath path);

    @Nullable
    FileHead file(FilePath path);

    @Nullable
    KeyClaim key(String key);

    /** The decision that holds the content of a scheduled article. */
    @Nullable
    Decision content(Position position);

    /**
     * The body of an article at an earlier position.
     *
     * @return null if nothing with content was decided there
     */
    @Nullable
    String html(Position content);
}
