package org.dibao.render.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Revision;
import org.dibao.contract.publication.Publication.Card;
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

    /**
     * Live, and so in the listings.
     *
     * @param modifiedAt when it was accepted as readers see it
     * @param modified   when it was changed last, as its publisher says
     * @param acceptedAt when its first revision was accepted; absent from what an earlier release wrote
     */
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
            @Nullable String layout,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean pinned,
            @Nullable String translationKey,
            @Nullable OffsetDateTime modified,
            @Nullable Instant acceptedAt)
            implements Entry {

        @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // what JSON leaves out arrives as null
        public Listed {
            categories = categories == null ? List.of() : List.copyOf(categories);
            tags = tags == null ? List.of() : List.copyOf(tags);
            authors = authors == null ? List.of() : List.copyOf(authors);
        }

        /** Neither pinned nor a translation, and not said when it was changed. */
        public Listed(
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
                @Nullable String layout) {
            this(
                    revision,
                    path,
                    title,
                    date,
                    modifiedAt,
                    categories,
                    tags,
                    authors,
                    excerpt,
                    lang,
                    image,
                    layout,
                    false,
                    null,
                    null,
                    null);
        }

        public static Listed of(Article a) {
            return new Listed(
                    a.revision(),
                    a.path(),
                    a.title(),
                    a.date(),
                    a.modifiedAt(),
                    a.categories(),
                    a.tags(),
                    a.authors(),
                    Excerpts.of(a),
                    a.lang(),
                    a.image(),
                    a.layout(),
                    a.pinned(),
                    a.translationKey(),
                    a.modified(),
                    a.acceptedAt());
        }

        /** What places it, as its publication says it. */
        public Card card() {
            return new Card(title, date, modifiedAt, categories, tags, authors, lang, layout, pinned, translationKey);
        }

        /** Whether it is a static page. */
        @JsonIgnore
        public boolean isPage() {
            return Article.PAGE.equals(layout);
        }
    }

    /** No longer live. Nothing of its content is kept. */
    record Withdrawn(ArticlePath path) implements Entry {}
}
