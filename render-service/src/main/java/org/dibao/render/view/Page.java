package org.dibao.render.view;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.render.body.KeptBody;
import org.jspecify.annotations.Nullable;

/** The content of a path. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Page.Live.class, name = "live"),
    @JsonSubTypes.Type(value = Page.Redirect.class, name = "redirect"),
    @JsonSubTypes.Type(value = Page.Gone.class, name = "gone")
})
public sealed interface Page {

    /**
     * A live article.
     *
     * @param body as pages show it, with the settings in force when it was made; absent if it is not made yet. It comes
     *             first: see its {@link KeptBody#turn}
     */
    record Live(@Nullable KeptBody body, Article article) implements Page {}

    /** Redirects to the article's path at the time of the request; 410 while it is withdrawn. */
    record Redirect(ArticleId article) implements Page {}

    /**
     * The article was withdrawn; the path remains assigned to it until another article redirects the path to itself.
     */
    record Gone(ArticleId article) implements Page {}
}
