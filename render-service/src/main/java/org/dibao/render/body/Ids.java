package org.dibao.render.body;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.dibao.contract.article.Slug;
import org.jsoup.nodes.Element;

/** Makes ids unique, and gives one to each heading that a table of contents or a reader may link to (h2 to h4). */
final class Ids {
    private static final int MAX_SLUG = 60;
    private static final String NAMELESS = "section";

    private final Set<String> used;
    private final Map<String, Integer> last = new HashMap<>();
    /** The article's ids that clash with the page's own. */
    private final Map<String, String> moved = new HashMap<>();

    private Ids(Set<String> reserved) {
        this.used = new HashSet<>(reserved);
    }

    static void complete(Element body, Set<String> reserved) {
        new Ids(reserved).complete(body);
    }

    private void complete(Element body) {
        Set<String> reserved = Set.copyOf(used);
        for (Element element : Nodes.all(body, one -> one.hasAttr("id"))) {
            String id = element.id();
            String unique = unique(id);
            if (!unique.equals(id)) {
                element.id(unique);
                if (reserved.contains(id)) {
                    moved.putIfAbsent(id, unique);
                }
            }
        }
        for (Element heading : Nodes.all(
                body, one -> Nodes.isHeading(one) && one.normalName().charAt(1) <= '4' && !one.hasAttr("id"))) {
            String slug = Slug.words(PlainText.of(heading));
            heading.id(unique(slug.isEmpty() ? NAMELESS : shortened(slug)));
        }
        if (!moved.isEmpty()) {
            for (Element link : Nodes.all(body, one -> one.attr("href").startsWith("#"))) {
                String to = moved.get(link.attr("href").substring(1));
                if (to != null) {
                    link.attr("href", "#" + to);
                }
            }
        }
    }

    private String unique(String id) {
        String unique = id;
        while (!used.add(unique)) {
            unique = id + "-" + last.merge(id, 2, (before, _) -> before + 1);
        }
        return unique;
    }

    private static String shortened(String slug) {
        return slug.codePointCount(0, slug.length()) <= MAX_SLUG
                ? slug
                : slug.substring(0, slug.offsetByCodePoints(0, MAX_SLUG)).replaceFirst("-+$", "");
    }
}
