package org.dibao.render.body;

import java.util.Set;
import org.dibao.support.html.Edits;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Makes sure that lists contain only items, and that items are in lists. */
final class Lists {
    private static final Set<String> LISTS = Set.of("ul", "ol");
    private static final Set<String> TERMS = Set.of("dt", "dd");

    private Lists() {}

    static void complete(Element body) {
        for (Element element : Nodes.all(body)) {
            switch (element.normalName()) {
                case "ul", "ol" -> items(element);
                case "dl" -> terms(element);
                case "li" -> {
                    if (element.parent() == null
                            || !LISTS.contains(element.parent().normalName())) {
                        Nodes.rename(element, "div");
                    } else if (element.parent().normalName().equals("ul")) {
                        element.removeAttr("value");
                    }
                }
                case "dt", "dd" -> {
                    if (!Nodes.parentIs(element, "dl")) {
                        Nodes.rename(element, "div");
                    }
                }
                default -> {
                    /* not a list */
                }
            }
        }
    }

    /** A list directly within a list goes into the item before it; anything else becomes an item. */
    private static void items(Element list) {
        @Nullable Element item = null;
        boolean made = false;
        for (Node node : Edits.taken(list)) {
            if (node instanceof Element child && child.normalName().equals("li")) {
                list.appendChild(child);
                item = child;
                made = false;
            } else if (!Nodes.isBlank(node)) {
                boolean within = node instanceof Element child && LISTS.contains(child.normalName());
                if (item == null || !made && !within) {
                    item = new Element("li");
                    made = true;
                    list.appendChild(item);
                }
                item.appendChild(node);
            } else if (!isOddSpace(node)) {
                list.appendChild(node);
            }
        }
    }

    /** White space that HTML does not treat as such. */
    private static boolean isOddSpace(Node node) {
        return node instanceof TextNode text
                && CharacterClasses.isBlank(text.getWholeText())
                && !text.getWholeText().isBlank();
    }

    /** Terms, each followed by a description. */
    private static void terms(Element list) {
        Edits edits = new Edits();
        for (Element group : list.children()) {
            if (group.normalName().equals("div")
                    && group.children().stream().anyMatch(child -> TERMS.contains(child.normalName()))) {
                edits.unwrap(group);
            }
        }
        edits.make();
        Edits.remove(list.childNodes().stream().filter(Lists::isOddSpace).toList());
        String before = "";
        boolean paired = true;
        for (Node node : list.childNodes()) {
            if (Nodes.isBlank(node)) {
                continue;
            }
            String name = node instanceof Element child ? child.normalName() : "";
            paired &= TERMS.contains(name) && !(before.isEmpty() && name.equals("dd"));
            before = name;
        }
        if (!paired || before.isEmpty()) {
            list.children().forEach(child -> {
                if (TERMS.contains(child.normalName())) {
                    Nodes.rename(child, "div");
                }
            });
            list.tagName("div");
        } else if (before.equals("dt")) {
            list.appendElement("dd");
        }
    }
}
