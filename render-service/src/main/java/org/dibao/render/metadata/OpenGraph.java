package org.dibao.render.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.dibao.contract.article.Article;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.metadata.PageMetadata.Meta;
import org.dibao.render.metadata.TermLinks.Term;
import org.jspecify.annotations.Nullable;

/** Properties of the Open Graph protocol (ogp.me), with its namespace {@code article}, and X (Twitter) cards. */
final class OpenGraph {
    private final List<Meta> properties = new ArrayList<>();

    /**
     * @param type of the protocol: {@code article} or {@code website}
     * @param lang BCP 47
     */
    OpenGraph(SiteSettings site, String type, String title, String description, String url, String lang) {
        add("og:type", type);
        add("og:site_name", site.title());
        add("og:title", title);
        add("og:description", description);
        add("og:url", url);
        add("og:locale", locale(lang));
    }

    OpenGraph image(@Nullable SharedPicture picture) {
        if (picture != null) {
            add("og:image", picture.url());
            add("og:image:width", Objects.toString(picture.width(), ""));
            add("og:image:height", Objects.toString(picture.height(), ""));
            add("og:image:alt", picture.alt());
        }
        return this;
    }

    OpenGraph translations(List<Translation> translations) {
        translations.forEach(other -> add("og:locale:alternate", locale(other.lang())));
        return this;
    }

    OpenGraph article(SiteSettings site, Article article, TermLinks terms) {
        add("article:published_time", Times.text(site, Times.published(site, article)));
        add("article:modified_time", Times.text(site, Times.updated(site, article)));
        terms.all(Kind.CATEGORY, article.categories()).stream()
                .limit(1)
                .forEach(term -> add("article:section", term.name()));
        for (Term author : terms.all(Kind.AUTHOR, article.authors())) {
            add(
                    "article:author",
                    author.path() == null ? null : Urls.of(site, author.path())); // a profile, as the protocol requires
        }
        terms.all(Kind.TAG, article.tags()).forEach(term -> add("article:tag", term.name()));
        return this;
    }

    List<Meta> properties() {
        return properties;
    }

    /** Title, description and image come from the properties; only the type of card does not. */
    static Meta card(@Nullable SharedPicture picture) {
        return new Meta("twitter:card", picture == null || !picture.isLarge() ? "summary" : "summary_large_image");
    }

    private void add(String name, @Nullable String content) {
        if (content != null && !content.isEmpty()) {
            properties.add(new Meta(name, content));
        }
    }

    /**
     * {@code zh_CN}; the script is left out, because the protocol does not support it. It has no language without a
     * country.
     */
    private static @Nullable String locale(String lang) {
        Locale locale = Locale.forLanguageTag(lang);
        return locale.getCountry().isEmpty() ? null : locale.getLanguage() + "_" + locale.getCountry();
    }
}
