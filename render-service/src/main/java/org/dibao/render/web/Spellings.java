package org.dibao.render.web;

import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.ArticlePath;

/** Alternative spellings of a path that static file servers treat alike. */
final class Spellings {
    private static final String INDEX = "index.html";
    private static final String HTML = ".html";

    private Spellings() {}

    /** At most four, the likeliest first. */
    static List<ArticlePath> others(ArticlePath path) {
        String value = path.value();
        List<ArticlePath> others = new ArrayList<>();
        if (value.endsWith("/" + INDEX)) {
            add(others, value.substring(0, value.length() - INDEX.length()));
        } else if (!value.endsWith(HTML)) {
            String bare = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
            add(others, bare + "/");
            add(others, bare + HTML);
            add(others, bare);
            add(others, bare + "/" + INDEX);
        }
        others.remove(path);
        return others;
    }

    private static void add(List<ArticlePath> others, String value) {
        try {
            others.add(new ArticlePath(value));
        } catch (IllegalArgumentException e) {
            // One of the site's own addresses, or too long: there is no article.
        }
    }
}
