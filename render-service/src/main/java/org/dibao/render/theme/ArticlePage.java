package org.dibao.render.theme;

import java.util.List;
import org.dibao.contract.article.Article;
import org.dibao.render.body.RenderedBody;
import org.dibao.render.metadata.Translation;

/**
 * The page of an article, or of a static page if its layout is {@code page}.
 *
 * @param translations without the article itself
 */
public record ArticlePage(Article article, RenderedBody body, List<Translation> translations) {
    public ArticlePage {
        translations = List.copyOf(translations);
    }
}
