package org.dibao.cli.wordpress;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dibao.cli.site.Article;
import org.dibao.cli.wordpress.Export.Item;
import tools.jackson.databind.node.ObjectNode;

/** Makes articles of an export's posts and pages, as they are submitted. */
final class Articles {
    /** Categories above one another. */
    static final int MOST_ABOVE = 10;

    private final Export export;
    private final Map<String, String> pictures;
    private final String base;
    private final Set<String> unknown = new TreeSet<>();

    /** @param pictures the paths of attachments by their ids */
    Articles(Export export, Map<String, String> pictures) {
        this.export = export;
        this.pictures = pictures;
        this.base = export.site.getOrDefault("base_blog_url", "").strip();
    }

    /** The shortcodes that are not known here. */
    Set<String> unknown() {
        return unknown;
    }

    ObjectNode document(Item item, String address, boolean page, boolean draft) {
        PostHtml html = new PostHtml(pictures);
        String body = html.of(item.text("encoded"));
        unknown.addAll(html.unknown());
        String title = item.text("title").replaceAll("\\s+", " ").strip();
        String date = item.text("post_date_gmt").startsWith("0000")
                        || item.text("post_date_gmt").isEmpty()
                ? item.text("post_date")
                : item.text("post_date_gmt") + " +0000";
        String thumbnail = pictures.get(item.meta().getOrDefault("_thumbnail_id", ""));
        String creator = item.text("creator");
        return new Article("wp-" + item.text("post_id"))
                .with("title", title.isEmpty() ? "#" + item.text("post_id") : text(title))
                .with("date", date.startsWith("0000") ? null : date)
                .with("permalink", draft ? null : address)
                .with("layout", page ? "page" : null)
                .with("draft", draft)
                .with("categories", page ? null : categories(item))
                .with("tags", names(item, "post_tag"))
                .with("authors", creator.isBlank() ? null : List.of(export.authors.getOrDefault(creator, creator)))
                .with("excerpt", text(item.text("excerpt").strip()))
                .with("image", thumbnail)
                .with("pinned", item.text("is_sticky").equals("1"))
                .body("html", Article.literal(local(body)))
                .json();
    }

    /** Each with those above it, the uppermost first. */
    private List<String> categories(Item item) {
        Set<String> names = new LinkedHashSet<>();
        for (Export.Term term : item.terms()) {
            if (term.domain().equals("category")) {
                List<String> above = new ArrayList<>();
                Export.Category category = export.categories.get(term.slug());
                while (category != null
                        && above.size() < MOST_ABOVE
                        && !category.parent().isEmpty()) {
                    category = export.categories.get(category.parent());
                    if (category != null) {
                        above.addFirst(text(category.name()));
                    }
                }
                names.addAll(above);
                names.add(text(term.name()));
            }
        }
        names.remove("Uncategorized");
        return List.copyOf(names);
    }

    private static List<String> names(Item item, String domain) {
        return item.terms().stream()
                .filter(term -> term.domain().equals(domain))
                .map(term -> text(term.name()))
                .distinct()
                .toList();
    }

    /** Links to the site begin at its root. */
    private String local(String html) {
        if (base.isEmpty()) {
            return html;
        }
        String bare = base.replaceFirst("^https?://", "");
        return html.replace("https://" + bare + "/", "/").replace("http://" + bare + "/", "/");
    }

    /** Titles and names are HTML there. */
    static String text(String html) {
        return html.replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#039;", "'")
                .replace("&#8217;", "’")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
    }
}
