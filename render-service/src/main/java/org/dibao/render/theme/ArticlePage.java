package org.dibao.render.theme;

import java.util.List;
import org.dibao.contract.article.Article;
import org.dibao.render.body.RenderedBody;
import org.dibao.render.body.SitePictures;
import org.dibao.render.metadata.Translation;
import org.dibao.render.view.Item;

/**
 * The page of an article, or of a static page if its layout is {@code page}.
 *
 * @param translations without the article itself
 * @param next         other articles to read after it
 * @param pictures     those of the site that it shows
 */
public record ArticlePage(
        Article article, RenderedBody body, List<Translation> translations, List<Item> next, SitePictures pictures) {
    public ArticlePage {
        translations = List.copyOf(translations);
        next = List.copyOf(next);
    }

    /** On which no picture is known. */
    public ArticlePage(Article article, RenderedBody body, List<Translation> translations, List<Item> next) {
        this(article, body, translations, next, SitePictures.NONE);
    }
}
