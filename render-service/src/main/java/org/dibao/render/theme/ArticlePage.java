package org.dibao.render.theme;

import java.util.List;
import org.dibao.contract.article.Article;
import org.dibao.render.body.RenderedBody;
import org.dibao.render.metadata.Translation;
import org.dibao.render.view.Item;

/**
 * The page of an article, or of a static page if its layout is {@code page}.
 *
 * @param translations without the article itself
 * @param next         other articles to read after it
 */
public record ArticlePage(Article article, RenderedBody body, List<Translation> translations, List<Item> next) {
    public ArticlePage {
        translations = List.copyOf(translations);
        next = List.copyOf(next);
    }
}
