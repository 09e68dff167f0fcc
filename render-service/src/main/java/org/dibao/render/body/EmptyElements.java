package org.dibao.render.body;

import java.util.ArrayList;
import java.util.List;
import org.dibao.support.html.Edits;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Removes links, headings and paragraphs without visible content. Labels interactive elements that cannot be read
 * aloud.
 */
final class EmptyElements {
    private EmptyElements() {}

    static void remove(Element body, BodyTexts texts) {
        Edits edits = new Edits();
        for (Element element : Nodes.all(body).reversed()) { // innermost first
            switch (element.normalName()) {
                case "a" -> link(element, texts, edits);
                case "h1", "h2", "h3", "h4", "h5", "h6" -> heading(element, edits);
                case "p" -> {
                    if (Nodes.isEmpty(element)) {
                        gone(element, edits);
                    }
                }
                case "caption" -> {
                    if (Nodes.isEmpty(element)) {
                        edits.remove(element);
                    }
                }
                case "details" -> details(element, texts);
                default -> {
                    /* kept */
                }
            }
        }
        edits.make();
        Nodes.all(body, "pre").forEach(EmptyElements::withoutEmptyFirstLines);
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
        List<Node> gone = new ArrayList<>();
        for (Node node : pre.childNodes()) {
            if (!(node instanceof TextNode text)) {
                break;
            }
            String rest = text.getWholeText().replaceFirst("^\n+", "");
            if (!rest.isEmpty()) {
                text.text(rest);
                break;
            }
            gone.add(text);
        }
        Edits.remove(gone);
    }

    private static void link(Element link, BodyTexts texts, Edits edits) {
        if (!link.hasAttr("href")) {
            if (!link.hasAttr("id")) {
                edits.unwrap(link);
            }
        } else if (Nodes.isEmpty(link)) {
            link.removeAttr("href").removeAttr("rel").removeAttr("hreflang");
            if (!link.hasAttr("id")) {
                edits.unwrap(link);
            }
        } else if (CharacterClasses.isBlank(link.wholeText()) && !described(link)) {
            link.attr("aria-label", texts.image());
        }
    }

    private static boolean described(Element element) {
        return Nodes.any(
                element, image -> image.normalName().equals("img") && !CharacterClasses.isBlank(image.attr("alt")));
    }

    private static void heading(Element heading, Edits edits) {
        if (Nodes.isEmpty(heading)) {
            gone(heading, edits);
        } else if (CharacterClasses.isBlank(heading.wholeText()) && !described(heading)) {
            heading.tagName("div");
        }
    }

    /** Removes an empty element; link targets within it stay. */
    private static void gone(Element element, Edits edits) {
        List<Element> targets = Nodes.all(element, inner -> inner.hasAttr("id"));
        boolean target = element.hasAttr("id") || !targets.isEmpty();
        if (!target) {
            edits.remove(element);
            return;
        }
        String id = element.hasAttr("id") ? element.id() : targets.getFirst().id();
        element.empty();
        element.clearAttributes().tagName("div").id(id);
    }
}
