package org.dibao.render.body;

import java.util.Map;
import org.jsoup.nodes.Element;

/**
 * Replaces obsolete elements by current ones, and sectioning elements by plain blocks, because a body is a single
 * region of the page. The old name stays as a class.
 */
final class ObsoleteElements {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("center", "div"),
            Map.entry("font", "span"),
            Map.entry("big", "span"),
            Map.entry("tt", "code"),
            Map.entry("strike", "s"),
            Map.entry("acronym", "abbr"),
            Map.entry("article", "div"),
            Map.entry("aside", "div"),
            Map.entry("nav", "div"),
            Map.entry("header", "div"),
            Map.entry("footer", "div"),
            Map.entry("section", "div"),
            Map.entry("main", "div"),
            Map.entry("dir", "ul"),
            Map.entry("listing", "pre"),
            Map.entry("nobr", "span"));

    private ObsoleteElements() {}

    static void apply(Element body) {
        for (Element element : Nodes.all(body, element -> NAMES.containsKey(element.normalName()))) {
            switch (element.normalName()) {
                case "center" -> element.tagName("div").addClass("align-center");
                case "aside" -> element.tagName("div").addClass("aside").attr("role", "note");
                case "tt", "strike", "acronym", "dir", "listing" ->
                    element.tagName(NAMES.getOrDefault(element.normalName(), "span"));
                default -> Nodes.rename(element, NAMES.getOrDefault(element.normalName(), "span"));
            }
        }
    }
}
