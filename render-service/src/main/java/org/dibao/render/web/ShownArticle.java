package org.dibao.render.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.avaje.recordbuilder.RecordBuilder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.dibao.contract.address.AllowedAddress;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Revision;
import org.dibao.render.view.Item;
import org.jspecify.annotations.Nullable;

/**
 * An article in the response of {@code GET /api/articles}.
 *
 * @param path encoded as in a link
 */
@RecordBuilder
record ShownArticle(
        ArticleId id,
        Revision revision,
        String path,
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
        @Nullable String translationKey) {

    static ShownArticle of(Item item) {
        var e = item.entry();
        return ShownArticleBuilder.builder()
                .id(item.id())
                .revision(e.revision())
                .path(e.path().value())
                .title(e.title())
                .date(e.date())
                .modifiedAt(e.modifiedAt())
                .categories(e.categories())
                .tags(e.tags())
                .authors(e.authors())
                .excerpt(e.excerpt())
                .lang(e.lang())
                .image(AllowedAddress.RESOURCE.kept(e.image()))
                .layout(e.layout())
                .pinned(e.pinned())
                .translationKey(e.translationKey())
                .build();
    }
}
