package org.dibao.contract.publication;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.avaje.recordbuilder.RecordBuilder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.Listable;
import org.jspecify.annotations.Nullable;

/** What a listing needs to place an article and to show it. */
@RecordBuilder
public record Card(
        String title,
        OffsetDateTime date,
        Instant modifiedAt,
        List<String> categories,
        List<String> tags,
        List<String> authors,
        @Nullable String lang,
        @Nullable String layout,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean pinned,
        @Nullable String translationKey)
        implements Listable {

    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"})
    public Card {
        requireNonNull(title, "title");
        requireNonNull(date, "date");
        requireNonNull(modifiedAt, "modifiedAt");
        categories = categories == null ? List.of() : List.copyOf(categories);
        tags = tags == null ? List.of() : List.copyOf(tags);
        authors = authors == null ? List.of() : List.copyOf(authors);
    }

    static Card of(Article article) {
        return CardBuilder.builder()
                .title(article.title())
                .date(article.date())
                .modifiedAt(article.modifiedAt())
                .categories(article.categories())
                .tags(article.tags())
                .authors(article.authors())
                .lang(article.lang())
                .layout(article.layout())
                .pinned(article.pinned())
                .translationKey(article.translationKey())
                .build();
    }

    @JsonIgnore
    @Override
    public boolean isPage() {
        return Article.PAGE.equals(layout);
    }
}
