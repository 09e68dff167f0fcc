package org.dibao.ingest.article;

import org.dibao.contract.article.ArticleId;
import org.dibao.ingest.liquid.SiteFiles;
import org.jspecify.annotations.Nullable;

/**
 * An article as sent.
 *
 * @param file    the file name, if one was given
 * @param dated   whether it must have a date, its own or the file's, unless it is a draft: a file without one is not a
 *                post of a Jekyll site
 * @param address the id in the request's address; a body that names another id is refused
 * @param site    what its templates may ask for beside it
 * @param place   where the file is on the sender's side, if that was told
 */
public record Upload(
        ContentKind kind,
        byte[] content,
        @Nullable FileName file,
        @Nullable ArticleId address,
        boolean dated,
        SiteFiles site,
        @Nullable String place) {

    public Upload(
            ContentKind kind,
            byte[] content,
            @Nullable FileName file,
            @Nullable ArticleId address,
            boolean dated,
            SiteFiles site) {
        this(kind, content, file, address, dated, site, null);
    }

    public Upload(
            ContentKind kind, byte[] content, @Nullable FileName file, @Nullable ArticleId address, boolean dated) {
        this(kind, content, file, address, dated, SiteFiles.none());
    }

    public Upload(ContentKind kind, byte[] content, @Nullable FileName file, @Nullable ArticleId address) {
        this(kind, content, file, address, false);
    }

    /** The same from a file at a place. */
    public Upload at(@Nullable String where) {
        return new Upload(kind, content, file, address, dated, site, where);
    }
}
