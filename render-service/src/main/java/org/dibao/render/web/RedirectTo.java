package org.dibao.render.web;

import java.util.List;
import org.dibao.contract.article.Article;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.metadata.Urls;
import org.jspecify.annotations.Nullable;

/** {@code redirect_to}, as in jekyll-redirect-from: the article's page only leads elsewhere. */
final class RedirectTo {
    private RedirectTo() {}

    /** The address it leads to, as in a {@code Location} header; absent if it shows itself. */
    static @Nullable String of(SiteSettings site, Article article) {
        Object given = article.extra().get("redirect_to");
        Object first = given instanceof List<?> all && !all.isEmpty() ? all.getFirst() : given;
        if (!(first instanceof String text) || text.isBlank()) {
            return null;
        }
        String here = Urls.of(site, article.path());
        String there = Urls.resolved(here, text);
        String home = Urls.of(site, "/");
        return there.isEmpty() || there.equals(here)
                ? null
                : there.startsWith(home) ? there.substring(home.length() - 1) : there;
    }
}
