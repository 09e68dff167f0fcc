package org.dibao.render.theme;

import java.util.Set;
import org.dibao.contract.article.Article;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.body.BodyLimits;
import org.dibao.render.body.BodyOptions;
import org.dibao.render.body.BodyRenderer;
import org.dibao.render.body.BodyTexts;
import org.dibao.render.body.KeptBody;
import org.dibao.render.body.RenderedBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes bodies as this theme and the site's settings want them. */
public final class Bodies {
    /** Articles count as large from this many characters of HTML, which take some tens of milliseconds. */
    public static final int LARGE = 200_000;

    private static final Logger log = LoggerFactory.getLogger(Bodies.class);

    /** Ids used by templates; a heading with the same name gets a different id. */
    private static final Set<String> TEMPLATE_IDS = Set.of("main", "latest", "contents", "all", "others", "next");

    private final Theme theme;

    public Bodies(Theme theme) {
        this.theme = theme;
    }

    /**
     * The body to be kept with a new revision; null for a large article, whose page has it made: what is published after it does not
     * wait. Never fails: then, too, its page has it made.
     */
    public @Nullable KeptBody ofNew(SiteSettings settings, Article article) {
        if (article.html().length() >= LARGE) {
            return null;
        }
        try {
            return KeptBody.of(article.html(), options(settings, article));
        } catch (RuntimeException | StackOverflowError e) {
            log.error("The body of {} is left for its page to make", article.id(), e);
            return null;
        }
    }

    /** The body to be kept instead of this one; the same one if it is as it should be. */
    public KeptBody of(SiteSettings settings, Article article, @Nullable KeptBody kept) {
        BodyOptions options = options(settings, article);
        if (kept == null) {
            return KeptBody.of(article.html(), options);
        }
        return kept.isOf(options) ? kept : kept.anew(article.html(), options);
    }

    /** One that is not kept. */
    public RenderedBody of(SiteSettings settings, Article article) {
        return BodyRenderer.of(article.html(), options(settings, article));
    }

    /** One that is shown at another address than its article's, such as that of a preview. */
    public RenderedBody elsewhere(SiteSettings settings, Article article) {
        return BodyRenderer.of(
                article.html(), options(settings, article).from(article.path().encoded()));
    }

    private BodyOptions options(SiteSettings settings, Article article) {
        Site own = Site.of(settings);
        Site site = article.lang() == null || article.lang().isBlank() ? own : own.speaking(article.lang());
        BodyTexts texts = new BodyTexts(
                theme.text(site, "body.original"),
                theme.text(site, "body.table"),
                theme.text(site, "body.image"),
                theme.text(site, "body.details"),
                theme.text(site, "body.footnotes"),
                theme.text(site, "body.footnote"),
                theme.text(site, "body.back"));
        return new BodyOptions(
                Set.copyOf(settings.formerHosts()),
                settings.baseUrl(),
                settings.look().groupHeadings(),
                texts,
                TEMPLATE_IDS,
                BodyLimits.DEFAULT);
    }
}
