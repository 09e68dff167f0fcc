package org.dibao.render.body;

import java.util.Set;
import org.jsoup.nodes.Element;

/** Makes tables and code that may be wider than the page focusable, so that they can be scrolled with the keyboard. */
final class ScrollableRegions {
    /** The class of the wrapper around a table. */
    static final String CLASS = "scroll";
    /** Columns of code that fit on the narrowest screen; an ideograph takes two. */
    private static final int COLUMNS = 32;

    private static final Set<String> WIDE = Set.of("table", "pre");

    private ScrollableRegions() {}

    static void complete(Element body, BodyTexts texts) {
        int number = 0;
        for (Element element : Nodes.all(body, one -> WIDE.contains(one.normalName()))) {
            if (element.normalName().equals("pre")) {
                if (isWide(element.wholeText())) {
                    element.attr("tabindex", "0");
                }
            } else if (Nodes.ancestor(element, outer -> outer.normalName().equals("table")) == null) {
                number++;
                Element caption = Nodes.child(element, "caption");
                String label = caption == null ? "" : PlainText.of(caption);
                wrapper(element)
                        .attr("role", "group")
                        .attr("tabindex", "0")
                        .attr("aria-label", label.isBlank() ? texts.table() + " " + number : label);
            }
        }
    }

    private static Element wrapper(Element table) {
        Element parent = table.parent();
        if (parent != null
                && parent.normalName().equals("div")
                && parent.childNodeSize() == 1
                && parent.hasClass(CLASS)) {
            return parent;
        }
        Element wrapper = new Element("div").addClass(CLASS);
        table.replaceWith(wrapper);
        wrapper.appendChild(table);
        return wrapper;
    }

    private static boolean isWide(String code) {
        int width = 0;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            width = c == '\n' ? 0 : width + (c == '\t' ? 8 : CharacterClasses.isIdeograph(c) ? 2 : 1);
            if (width > COLUMNS) {
                return true;
            }
        }
        return false;
    }
}
