package org.dibao.render.body;

import org.jsoup.nodes.Element;

/** Roles and labels of footnotes (DPUB-ARIA 1.1), because their links only show a number or an arrow. */
final class FootnoteLabels {
    private FootnoteLabels() {}

    static void label(Element body, BodyTexts texts) {
        boolean first = true;
        for (Element element : Nodes.all(body, one -> one.hasAttr("role"))) {
            switch (element.attr("role")) {
                case "doc-noteref" -> {
                    element.removeAttr("role");
                    Element link = element.normalName().equals("a") ? element : Nodes.child(element, "a");
                    if (link != null && link.hasAttr("href")) {
                        link.attr("role", "doc-noteref")
                                .attr("aria-label", texts.footnote() + " " + CharacterClasses.strip(link.text()));
                    }
                }
                case "doc-backlink" -> {
                    if (element.normalName().equals("a") && element.hasAttr("href")) {
                        element.attr("aria-label", texts.back());
                    } else {
                        element.removeAttr("role");
                    }
                }
                case "doc-endnotes" -> {
                    if (first) {
                        element.attr("aria-label", texts.footnotes());
                    } else {
                        element.removeAttr("role");
                    }
                    first = false;
                }
                default -> {
                    /* needs no label */
                }
            }
        }
    }
}
