package org.dibao.store.web;

import java.util.Map;
import java.util.TreeMap;
import org.dibao.contract.address.AllowedAddress;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.Origin;
import org.dibao.support.html.Sanitizer;
import org.jspecify.annotations.Nullable;

/**
 * An article as today's checks let it out, whichever release accepted it: its HTML sanitised, and its addresses as
 * {@link AllowedAddress} allows them. What today's ingest accepted is unchanged.
 */
final class CheckedArticle {
    private static final String CANONICAL_URL = "canonical_url";

    private CheckedArticle() {}

    static Article of(Article article) {
        return ArticleBuilder.builder(article)
                .html(Sanitizer.clean(article.html()))
                .image(AllowedAddress.RESOURCE.kept(article.image()))
                .origin(origin(article.origin()))
                .extra(extra(article.extra()))
                .build();
    }

    private static @Nullable Origin origin(@Nullable Origin origin) {
        String url = origin == null ? null : AllowedAddress.RESOURCE.kept(origin.url());
        return origin == null ? null : new Origin(origin.name(), url != null && Origin.isUrl(url) ? url : null);
    }

    private static Map<String, Object> extra(Map<String, Object> extra) {
        if (!(extra.get(CANONICAL_URL) instanceof String url)) {
            return extra;
        }
        Map<String, Object> checked = new TreeMap<>(extra);
        String kept = AllowedAddress.RESOURCE.kept(url);
        if (kept == null) {
            checked.remove(CANONICAL_URL);
        } else {
            checked.put(CANONICAL_URL, kept);
        }
        return checked;
    }
}
