package org.dibao.render.view;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.dibao.contract.article.ArticlePath;

/** An article as listings and redirects need it: without its body. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ListedArticle.class, name = "listed"),
    @JsonSubTypes.Type(value = Entry.Withdrawn.class, name = "withdrawn")
})
public sealed interface Entry permits ListedArticle, Entry.Withdrawn {

    /** Where it is, or was last. */
    ArticlePath path();

    /** No longer live. Nothing of its content is kept. */
    record Withdrawn(ArticlePath path) implements Entry {}
}
