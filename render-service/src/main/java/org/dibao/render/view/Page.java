package org.dibao.render.view;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;

/** What is at a path. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Page.Live.class, name = "live"),
    @JsonSubTypes.Type(value = Page.Redirect.class, name = "redirect"),
    @JsonSubTypes.Type(value = Page.Gone.class, name = "gone")
})
public sealed interface Page {

    /** A live article. */
    record Live(Article article) implements Page {}

    /** Leads to wherever the article is at the time of the request: to 410 while it is withdrawn. */
    record Redirect(ArticleId article) implements Page {}

    /** The article was withdrawn; the path stays its own until another article leads it to itself. */
    record Gone(ArticleId article) implements Page {}
}
