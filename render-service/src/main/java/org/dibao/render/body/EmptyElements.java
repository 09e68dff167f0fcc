package org.dibao.render.body;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * Removes links, headings and paragraphs without visible content. Labels interactive elements that cannot be read
 * aloud.
 */
final class EmptyElements {
    private EmptyElements() {}

    static void remove(Element body, BodyTexts texts) {
        List<Element> elements = Nodes.all(body);
        List<Element> gone = new ArrayList<>();
        for (Element element : elements.reversed()) { // innermost first
            switch (element.normalName()) {
                case "a" -> link(element, texts);
                case "h1", "h2", "h3", "h4", "h5", "h6" -> heading(element, gone);
                case "p" -> {
                    if (Nodes.isEmpty(element)) {
                        gone(element, gone);
                    }
                }
                case "caption" -> {
                    if (Nodes.isEmpty(element)) {
                        gone.add(element);
                    }
                }
                case "pre" -> withoutEmptyFirstLines(element);
                case "details" -> details(element, texts);
                default -> {
                    /* kept */
                }
            }
        }
        Nodes.remove(gone);
    }

    /** Makes sure that it starts with a summary that is not empty. */
    private static void details(Element details, BodyTexts texts) {
        Element given = Nodes.child(details, "summary");
        Element summary = given == null ? details.prependElement("summary") : given;
        if (Nodes.isEmpty(summary)) {
            summary.text(texts.details());
        }
        if (details.childNode(0) != summary) {
            details.prependChild(summary);
        }
    }

    /** Browsers drop the first line break; then the next would be the first. */
    private static void withoutEmptyFirstLines(Element pre) {
        while (pre.childNodeSize() > 0
                && pre.childNode(0) instanceof TextNode text
                && (text.getWholeText().isEmpty() || text.getWholeText().startsWith("\n"))) {
            String rest = text.getWholeText().replaceFirst("^\n+", "");
            if (rest.isEmpty()) {
                text.remove();
            } else {
                text.text(rest);
            }
        }
    }

    private static void link(Element link, BodyTexts texts) {
        if (!link.hasAttr("href")) {
            if (!link.hasAttr("id")) {
                Nodes.unwrap(link);
            }
        } else if (Nodes.isEmpty(link)) {
            link.removeAttr("href").removeAttr("rel").removeAttr("hreflang");
            if (!link.hasAttr("id")) {
                Nodes.unwrap(link);
            }
        } else if (CharacterClasses.isBlank(link.wholeText()) && !described(link)) {
            link.attr("aria-label", texts.image());
        }
    }

    private static boolean described(Element element) {
        return Nodes.any(
                element, image -> image.normalName().equals("img") && !CharacterClasses.isBlank(image.attr("alt")));
    }

    private static void heading(Element heading, List<Element> gone) {
        if (Nodes.isEmpty(heading)) {
            gone(heading, gone);
        } else if (CharacterClasses.isBlank(heading.wholeText()) && !described(heading)) {
            heading.tagName("div");
        }
    }

    /** Removes an empty element; link targets within it stay. */
    private static void gone(Element element, List<Element> gone) {
        List<Element> targets = Nodes.all(element, inner -> inner.hasAttr("id"));
        boolean target = element.hasAttr("id") || !targets.isEmpty();
        if (!target) {
            gone.add(element);
            return;
        }
        String id = element.hasAttr("id") ? element.id() : targets.getFirst().id();
        element.empty();
        element.clearAttributes().tagName("div").id(id);
    }
}
