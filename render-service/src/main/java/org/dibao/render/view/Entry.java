package org.dibao.render.view;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Revision;
import org.jspecify.annotations.Nullable;

/** An article as listings and redirects need it: without its body. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Listed.class, name = "listed"),
    @JsonSubTypes.Type(value = Entry.Withdrawn.class, name = "withdrawn")
})
public sealed interface Entry {

    /** Where it is, or was last. */
    ArticlePath path();

    /** Live, and so in the listings. */
    record Listed(
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
            @Nullable String layout) implements Entry {

        @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // what JSON leaves out arrives as null
        public Listed {
            categories = categories == null ? List.of() : List.copyOf(categories);
            tags = tags == null ? List.of() : List.copyOf(tags);
            authors = authors == null ? List.of() : List.copyOf(authors);
        }

        public static Listed of(Article a) {
            return new Listed(a.revision(), a.path(), a.title(), a.date(), a.modifiedAt(), a.categories(), a.tags(),
                    a.authors(), a.excerpt(), a.lang(), a.image(), a.layout());
        }
    }

    /** No longer live. Nothing of its content is kept. */
    record Withdrawn(ArticlePath path) implements Entry {}
}
