package org.dibao.render.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.avaje.recordbuilder.RecordBuilder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Listable;
import org.dibao.contract.article.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A live article as shown in listings.
 *
 * @param modifiedAt when the article as readers see it was accepted
 * @param modified   when it was last changed, according to its publisher
 * @param acceptedAt when its first revision was accepted; absent if an earlier release wrote it
 * @param noSitemap  whether sitemaps leave it out
 */
@RecordBuilder
public record ListedArticle(
        Revision revision,
        ArticlePath path,
        String title,
        OffsetDateTime date,
        Instant modifiedAt,
        List<String> categories,
        List<String> tags,
        List<String> authors,
        @Nullable String excerpt,
        @Nullable String lang,
        @Nullable String image,
        @Nullable String layout,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean pinned,
        @Nullable String translationKey,
        @Nullable OffsetDateTime modified,
        @Nullable Instant acceptedAt,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean noSitemap)
        implements ArticleSummary, Listable {

    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // what JSON leaves out arrives as null
    public ListedArticle {
        categories = categories == null ? List.of() : List.copyOf(categories);
        tags = tags == null ? List.of() : List.copyOf(tags);
        authors = authors == null ? List.of() : List.copyOf(authors);
    }

    public static ListedArticle of(Article article) {
        return ListedArticleBuilder.builder()
                .revision(article.revision())
                .path(article.path())
                .title(article.title())
                .date(article.date())
                .modifiedAt(article.modifiedAt())
                .categories(article.categories())
                .tags(article.tags())
                .authors(article.authors())
                .excerpt(Excerpts.of(article))
                .lang(article.lang())
                .image(article.image())
                .layout(article.layout())
                .pinned(article.pinned())
                .translationKey(article.translationKey())
                .modified(article.modified())
                .acceptedAt(article.acceptedAt())
                .noSitemap(isLeftOutOfSitemaps(article.extra()))
                .build();
    }

    /** As Jekyll's plugins do: {@code sitemap: false}, and pages that only lead elsewhere. */
    private static boolean isLeftOutOfSitemaps(Map<String, Object> frontMatter) {
        return Boolean.FALSE.equals(frontMatter.get("sitemap")) || frontMatter.get("redirect_to") != null;
    }

    @JsonIgnore
    @Override
    public boolean isPage() {
        return Article.PAGE.equals(layout);
    }
}
