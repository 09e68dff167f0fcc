package org.dibao.cli.hexo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dibao.cli.site.Article;
import org.dibao.cli.site.CommonMark;
import org.dibao.cli.site.SiteFile.Kind;
import org.dibao.cli.site.Values;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A post, a draft or a page of Hexo.
 *
 * @param name   of its file, below the site's folder
 * @param fields its front matter
 * @param date   empty if it has none
 */
record HexoArticle(
        String name, String address, Map<String, @Nullable Object> fields, String body, String date, Kind kind) {
    /** Without a meaning outside of Hexo, or taken elsewhere. */
    private static final Set<String> GONE =
            Set.of("title", "permalink", "id", "body", "format", "layout", "type", "comments", "published");

    /** The name without its extension. */
    String stem() {
        return name.replaceFirst("\\.[^.]+$", "");
    }

    /** Of the address, with the slash at its end. */
    String folder() {
        return address.substring(0, address.lastIndexOf('/') + 1);
    }

    /**
     * As it is submitted.
     *
     * @param posts the addresses of posts by their names, for links between them
     */
    ObjectNode json(Map<String, String> posts) {
        String below = stem().substring(HexoContent.SOURCE.length()).replaceFirst("^_(?:posts|drafts)/", "");
        Article article = new Article(Article.id(kind == Kind.PAGE ? "page." + below : below));
        fields.forEach((field, value) -> map(field, value, article));
        String title = Values.text(fields.get("title"));
        boolean hidden = kind == Kind.DRAFT || Boolean.FALSE.equals(fields.get("published"));
        boolean html = name.matches(".*\\.html?");
        String replaced = new HexoTags(posts, folder()).replaced(body);
        String text = html ? replaced : CommonMark.forKramdown(replaced);
        return article.with(
                        "title",
                        title == null
                                ? below.substring(below.lastIndexOf('/') + 1).replace('-', ' ')
                                : title)
                .with("date", date)
                .with("permalink", address)
                .with("layout", kind == Kind.PAGE ? "page" : null)
                .with("draft", hidden)
                .body(html ? "html" : "markdown", Article.literal(text))
                .json();
    }

    private static void map(String name, @Nullable Object value, Article article) {
        switch (name) {
            case "updated", "lastmod" -> article.with("modified", Values.text(value));
            case "categories", "category" -> article.with("categories", names(value));
            case "tags", "tag" -> article.with("tags", names(value));
            case "author", "authors" -> article.with("authors", Values.texts(value));
            case "excerpt", "description", "summary" -> article.with("excerpt", Values.text(value));
            case "lang", "language" -> article.with("lang", Values.text(value));
            case "cover", "thumbnail", "index_img", "banner", "photos", "top_img" -> {
                String picture = Values.texts(value).stream().findFirst().orElse("");
                if (picture.matches("(?:/|https?://).*")) {
                    article.with("image", picture);
                }
            }
            case "top", "sticky", "pin" ->
                article.with(
                        "pinned", value instanceof Number weight ? weight.intValue() > 0 : Boolean.TRUE.equals(value));
            case "alias", "aliases", "redirect_from" ->
                article.with("redirect_from", new ArrayList<>(Values.texts(value)));
            case "date" -> {}
            default -> {
                if (!GONE.contains(name)) {
                    article.own(name, value);
                }
            }
        }
    }

    /** Categories, of which those below one another are a list in a list. */
    static List<String> names(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().flatMap(item -> names(item).stream()).distinct().toList()
                : Values.texts(value);
    }
}
