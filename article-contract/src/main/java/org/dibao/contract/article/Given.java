package org.dibao.contract.article;

import java.util.List;
import java.util.Map;
import org.dibao.contract.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher gave for an article. What was not given stays absent, so that the same content posted again is known
 * to be the same. {@code extra} holds the keys that Dibao gives no meaning to, as JSON values, in the order of their names.
 *
 * @param date      when the article says it was published; absent: when it was first accepted
 * @param slug      the last part of its path; absent: made from the title
 * @param permalink a path of its own, or a pattern; absent: the site's pattern
 * @param draft     true: kept and not shown
 * @param publishAt reserved for scheduled publication
 */
public record Given(
        String title,
        @Nullable GivenDate date,
        List<String> categories,
        List<String> tags,
        List<String> authors,
        @Nullable String slug,
        @Nullable String permalink,
        @Nullable String excerpt,
        @Nullable String lang,
        @Nullable String image,
        @Nullable String layout,
        List<ArticlePath> redirectFrom,
        boolean draft,
        @Nullable GivenDate publishAt,
        Map<String, Object> extra,
        Source source) {

    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // what JSON leaves out arrives as null
    public Given {
        categories = categories == null ? List.of() : List.copyOf(categories);
        tags = tags == null ? List.of() : List.copyOf(tags);
        authors = authors == null ? List.of() : List.copyOf(authors);
        redirectFrom = redirectFrom == null ? List.of() : List.copyOf(redirectFrom);
        extra = extra == null ? Map.of() : java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(extra));
    }

    /** Names the content: equal for equal content, and independent of what HTML is made from it. */
    public String digest() {
        return Digest.of(Json.bytes(this));
    }
}
