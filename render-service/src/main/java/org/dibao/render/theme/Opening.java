package org.dibao.render.theme;

import org.dibao.contract.article.Article;
import org.dibao.contract.text.OneLine;
import org.dibao.render.body.RenderedBody;

/** What an article's page shows above its text: the excerpt and the picture that were given, unless the text has them. */
final class Opening {
    private Opening() {}

    /** Empty if there is none. */
    static String standfirst(Article article, RenderedBody body) {
        if (article.excerpt() == null || article.isListedByLead()) {
            return "";
        }
        String excerpt = OneLine.of(article.excerpt());
        String start = excerpt.replaceFirst("(…|\\.{3})$", "").strip();
        return body.opensWith(start) || article.title().contains(start) ? "" : excerpt;
    }

    /** Its address; empty if there is none. */
    static String image(Article article, RenderedBody body) {
        String image = PreviewImages.shown(article.image());
        String name = image.substring(image.lastIndexOf('/') + 1); // the text may have another size or host of it
        return image.isEmpty() || body.html().contains(TemplateModel.escaped(name)) ? "" : image;
    }
}
