package org.dibao.ingest.article;

import org.dibao.contract.article.ArticleId;
import org.jspecify.annotations.Nullable;

/**
 * An article as it was sent.
 *
 * @param file    the file's name, if one was told
 * @param dated   it must have a date, its own or the file's, unless it is a draft: a file without is no post of a Jekyll site
 * @param address the id that the request's address names; a body that names another is refused
 */
public record Upload(
        ContentKind kind,
        byte[] content,
        @Nullable FileName file,
        @Nullable ArticleId address,
        boolean dated) {

    public Upload(ContentKind kind, byte[] content, @Nullable FileName file, @Nullable ArticleId address) {
        this(kind, content, file, address, false);
    }
}
