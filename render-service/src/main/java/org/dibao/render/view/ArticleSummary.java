package org.dibao.render.view;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.dibao.contract.article.ArticlePath;

/** What listings and redirects need of an article, without its body. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ListedArticle.class, name = "listed"),
    @JsonSubTypes.Type(value = ArticleSummary.Withdrawn.class, name = "withdrawn")
})
public sealed interface ArticleSummary permits ListedArticle, ArticleSummary.Withdrawn {

    /** Its path, or its last one. */
    ArticlePath path();

    /** No longer live. Nothing of its content is kept. */
    record Withdrawn(ArticlePath path) implements ArticleSummary {}
}
