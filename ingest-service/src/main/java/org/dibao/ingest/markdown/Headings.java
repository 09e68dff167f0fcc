package org.dibao.ingest.markdown;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/**
 * Heading ids, as kramdown's GFM parser generates them, and the table of contents in place of a list marked
 * <code>{:toc}</code>.
 */
final class Headings {
    /** Marks the list that the table of contents replaces. */
    static final String CONTENTS = "data-contents-here";

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{Pc}\\- \\t]");

    private Headings() {}

    static void complete(Document document) {
        Elements headings = document.body().select("h1, h2, h3, h4, h5, h6");
        Map<String, Integer> seen = new HashMap<>();
        for (Element heading : headings) {
            if (heading.id().isEmpty()) {
                String id = NO_WORD.matcher(heading.wholeText().strip().toLowerCase(Locale.ROOT))
                        .replaceAll("")
                        .replaceAll("[ \\t]", "-");
                int before = seen.merge(id, 1, Integer::sum) - 1;
                String unique = before == 0 ? id : id + "-" + before;
                if (!unique.isEmpty()) {
                    heading.id(unique);
                }
            }
        }
        Element place = document.body().selectFirst("[" + CONTENTS + "]");
        if (place != null) {
            headings.removeIf(
                    heading -> heading.hasClass("no_toc") || heading.id().isEmpty());
            contents(place, headings);
        }
    }

    private static void contents(Element place, Elements headings) {
        String tag = place.normalName().equals("ol") ? "ol" : "ul";
        Element root = new Element(tag).id("markdown-toc");
        record Level(int depth, Element list) {}
        Deque<Level> open = new ArrayDeque<>();
        open.push(new Level(headings.isEmpty() ? 1 : depth(headings.getFirst()), root));
        for (Element heading : headings) {
            int depth = depth(heading);
            while (open.size() > 1 && depth < open.element().depth) {
                open.pop();
            }
            Element last = open.element().list.lastElementChild();
            if (depth > open.element().depth && last != null) {
                Element deeper = last.appendElement(tag);
                open.push(new Level(depth, deeper));
            }
            Element link = open.element().list.appendElement("li").appendElement("a");
            link.attr("href", "#" + heading.id())
                    .attr("id", "markdown-toc-" + heading.id())
                    .text(heading.text());
        }
        if (headings.isEmpty()) {
            place.remove();
        } else {
            place.replaceWith(root);
        }
    }

    private static int depth(Element heading) {
        return heading.normalName().charAt(1) - '0';
    }
}
