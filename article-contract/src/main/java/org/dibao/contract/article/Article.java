package org.dibao.contract.article;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A whole article at one revision, as subscribers and pages get it.
 *
 * @param date       its date, with the offset given or that of the site's zone
 * @param acceptedAt when its first revision was accepted
 * @param modifiedAt when this revision was accepted; an unchanged submission leaves it alone
 * @param html       the body, sanitised
 * @param by         the name of the key that submitted this revision
 */
public record Article(
        ArticleId id,
        Revision revision,
        ArticlePath path,
        String title,
        OffsetDateTime date,
        Instant acceptedAt,
        Instant modifiedAt,
        List<String> categories,
        List<String> tags,
        List<String> authors,
        @Nullable String excerpt,
        @Nullable String lang,
        @Nullable String image,
        @Nullable String layout,
        Map<String, Object> extra,
        String html,
        String by) {

    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // what JSON leaves out arrives as null
    public Article {
        categories = categories == null ? List.of() : List.copyOf(categories);
        tags = tags == null ? List.of() : List.copyOf(tags);
        authors = authors == null ? List.of() : List.copyOf(authors);
        extra = extra == null ? Map.of() : java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(extra));
    }

    /** A digest of what listings show of the article: two articles with equal cards look the same in every listing. */
    public String card() {
        return Digest.of(String.join("\u0000", id.value(), path.value(), title, date.toString(),
                String.join("\u0001", categories), String.join("\u0001", tags), String.join("\u0001", authors),
                Objects.toString(excerpt), Objects.toString(lang), Objects.toString(image), Objects.toString(layout)));
    }
}
