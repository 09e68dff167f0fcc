package org.dibao.render.web;

import java.util.Map;
import org.dibao.contract.article.Article;
import org.dibao.contract.site.SiteSettings;
import org.dibao.projector.Versioned;
import org.dibao.render.body.KeptBody;
import org.dibao.render.body.RenderedBody;
import org.dibao.render.theme.Bodies;
import org.dibao.render.view.Page;
import org.dibao.render.view.Views;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bodies of articles for pages and feeds: as the view keeps them, or, after a change of settings, texts or release, made anew and kept
 * from then on.
 */
final class ArticleBodies {
    private static final Logger log = LoggerFactory.getLogger(ArticleBodies.class);

    private final Views views;
    private final Bodies bodies;

    ArticleBodies(Views views, Bodies bodies) {
        this.views = views;
        this.bodies = bodies;
    }

    /** @param found as it was found in the view */
    RenderedBody of(SiteSettings settings, Versioned<Page.Live> found) {
        Article article = found.value().article();
        KeptBody kept = found.value().body();
        KeptBody wanted = bodies.of(settings, article, kept);
        if (wanted != kept) {
            keep(found, wanted);
        }
        return wanted.body();
    }

    /** One that the view does not have, for a preview, which is at another address. */
    RenderedBody preview(SiteSettings settings, Article article) {
        return bodies.elsewhere(settings, article);
    }

    /** Under the same position: whatever is published meanwhile comes later. Nobody waits for it, and the next page tries again. */
    private void keep(Versioned<Page.Live> found, KeptBody body) {
        Article article = found.value().article();
        views.pages()
                .put(Map.of(article.path(), new Versioned<>(found.position(), new Page.Live(body, article))))
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        log.debug("The body of {} could not be kept", article.id(), failure);
                    }
                });
    }
}
