package org.dibao.cli.wordpress;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.dibao.cli.site.TermSlug;
import org.dibao.cli.wordpress.Export.Category;
import org.dibao.cli.wordpress.Export.Item;
import org.dibao.cli.wordpress.Export.Term;
import tools.jackson.databind.node.ObjectNode;

/**
 * Categories, tags and authors that WordPress has at other addresses than Dibao, which makes them of the names: a term of the old slug is
 * merged into that of the name, so that its listing's addresses and feeds redirect.
 */
final class Terms {
    /** Of each kind, in the settings. */
    private static final int MOST = 5000;

    private final Export export;
    private final Map<String, String> categories = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, String> authors = new LinkedHashMap<>();

    Terms(Export export) {
        this.export = export;
        for (Item item : export.items) {
            String type = item.text("post_type");
            boolean seen = item.text("status").equals("publish")
                    && item.text("post_password").isBlank();
            if (seen && (type.equals("post") || type.equals("page"))) {
                item.terms().forEach(this::add);
                String login = item.text("creator");
                put(authors, login, export.authors.getOrDefault(login, login), TermSlug::of);
            }
        }
    }

    private void add(Term term) {
        if (term.domain().equals("post_tag")) {
            put(tags, term.slug(), term.name(), TermSlug::ofTag);
        } else if (term.domain().equals("category")) {
            put(categories, term.slug(), term.name(), TermSlug::of);
            Category category = export.categories.get(term.slug());
            for (int above = 0; above < Articles.MOST_ABOVE && category != null; above++) {
                String parent = category.parent();
                category = export.categories.get(parent);
                if (category != null) {
                    put(categories, parent, category.name(), TermSlug::of);
                }
            }
        }
    }

    private static void put(Map<String, String> slugs, String old, String name, UnaryOperator<String> slug) {
        slugs.putIfAbsent(TermSlug.of(decoded(old)), slug.apply(Articles.text(name)));
    }

    private static String decoded(String slug) {
        try {
            return URLDecoder.decode(slug.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return slug;
        }
    }

    void putInto(ObjectNode settings) {
        put(settings, "categories", categories);
        put(settings, "tags", tags);
        put(settings, "authors", authors);
    }

    /** A slug that another name has here stays its own. */
    private static void put(ObjectNode settings, String kind, Map<String, String> slugs) {
        Set<String> own = new HashSet<>(slugs.values());
        ObjectNode merged = settings.objectNode();
        slugs.forEach((old, slug) -> {
            if (!old.isEmpty() && !slug.isEmpty() && !own.contains(old) && merged.size() < MOST) {
                merged.putObject(old).put("mergedInto", slug);
            }
        });
        if (!merged.isEmpty()) {
            settings.set(kind, merged);
        }
    }
}
