package org.dibao.ingest.markdown;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.ingest.fields.Refused;
import org.dibao.support.html.Edits;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Kramdown's attribute lists, written as <code>{: .class #id key="value"}</code>: after a word or an image they apply
 * to it, on their own line to the block above (or below, if there is none above), at the start of a list item to the
 * item, after a heading to the heading. Sanitising comes later and removes what is not allowed.
 */
final class AttributeLists {
    private static final String LIST = "\\{(?::\\s*([^}\\n]{0,500})|(#[^}\\s]{1,200}))\\}";
    private static final Pattern ALONE = Pattern.compile("\\s*" + LIST + "\\s*");
    private static final Pattern AT_START = Pattern.compile("\\A" + LIST);
    private static final Pattern FIRST_LINE = Pattern.compile("\\A\\s*" + LIST + "[ \\t]*\\n");
    private static final Pattern LAST_LINE = Pattern.compile("\\n[ \\t]*" + LIST + "\\s*\\z");
    private static final Pattern AT_END = Pattern.compile("(?<![ \\t])[ \\t]*" + LIST + "\\s*\\z");
    /** A named list for use elsewhere, which is not supported: it is left out. */
    private static final Pattern DEFINITION = Pattern.compile("[A-Za-z][\\w-]*:(?:\\s|$)");

    private static final Pattern PART =
            Pattern.compile("\\.([^\\s.#}]+)|#([^\\s.#}]+)|([A-Za-z][\\w-]*)=[\"'“”‘’]([^\"'“”‘’]*)[\"'“”‘’]|(\\S+)");

    /** Maximum number of classes and attributes of one element. */
    private static final int MAX_PARTS = 100;

    /** Paragraphs that consisted only of a list, and what precedes them. All are removed at the end. */
    private final Map<Node, Before> gone = new IdentityHashMap<>();

    private final Map<Element, Integer> counts = new IdentityHashMap<>();

    private record Before(@Nullable Node sibling, @Nullable Element element) {}

    private AttributeLists() {}

    /** @throws org.dibao.ingest.fields.Refused if one element has too many */
    static void apply(Element body) {
        new AttributeLists().applyAll(body);
    }

    private void applyAll(Element body) {
        List<TextNode> texts = new ArrayList<>();
        body.traverse((node, _) -> {
            if (node instanceof TextNode text && text.getWholeText().contains("{") && !inCode(text)) {
                texts.add(text);
            }
        });
        texts.forEach(this::apply);
        Edits.remove(gone.keySet());
    }

    private static boolean inCode(Node node) {
        for (Node parent = node.parent(); parent != null; parent = parent.parent()) {
            String name = parent.normalName();
            if (name.equals("code") || name.equals("pre")) {
                return true;
            }
        }
        return false;
    }

    private void apply(TextNode text) {
        Element parent = text.parent() instanceof Element element ? element : null;
        if (parent == null) {
            return;
        }
        Node sibling = sibling(text);
        boolean first = sibling == null;
        boolean last = text.nextSibling() == null;
        Matcher list = ALONE.matcher(text.getWholeText());
        if (first && last && parent.normalName().equals("p") && list.matches()) {
            Element above = above(parent);
            give(above != null ? above : parent.nextElementSibling(), list);
            gone.put(parent, new Before(sibling(parent), above));
            return;
        }
        if (sibling instanceof Element before && found(text, list.usePattern(AT_START))) {
            give(before, list);
        } else if (first
                && parent.normalName().equals("li")
                && found(text, list.reset(text.getWholeText()).usePattern(AT_START))) {
            give(parent, list);
        } else if (first
                && parent.normalName().equals("p")
                && found(text, list.reset(text.getWholeText()).usePattern(FIRST_LINE))) {
            give(parent, list);
        }
        list.reset(text.getWholeText());
        if (last && parent.normalName().matches("h[1-6]") && found(text, list.usePattern(AT_END))) {
            give(parent, list);
        } else if (last && found(text, list.reset(text.getWholeText()).usePattern(LAST_LINE))) {
            give(block(parent), list);
        }
    }

    private static boolean found(TextNode text, Matcher list) {
        if (!list.find()) {
            return false;
        }
        text.text(text.getWholeText().substring(0, list.start())
                + text.getWholeText().substring(list.end()));
        return true;
    }

    private @Nullable Node sibling(Node node) {
        Node before = node.previousSibling();
        Before known = before == null ? null : gone.get(before);
        return known == null ? before : known.sibling;
    }

    private @Nullable Element above(Element paragraph) {
        Element above = paragraph.previousElementSibling();
        Before known = above == null ? null : gone.get(above);
        return known == null ? above : known.element;
    }

    private static @Nullable Element block(Element parent) {
        Element item = parent.closest("li");
        if (item == null || item != parent && item.lastElementChild() != parent) {
            return parent;
        }
        return item.parent(); // after a list's last item: it applies to the list
    }

    private void give(@Nullable Element element, Matcher list) {
        if (element == null) {
            return;
        }
        String parts = list.group(1) != null ? list.group(1) : list.group(2);
        if (DEFINITION.matcher(parts).lookingAt()) {
            return;
        }
        Matcher part = PART.matcher(parts);
        while (part.find()) {
            if (counts.merge(element, 1, Integer::sum) > MAX_PARTS) {
                throw Refused.field(
                        "body",
                        "the body has an element with more than " + MAX_PARTS
                                + " classes and attributes in {: } lists");
            }
            if (part.group(1) != null) {
                element.addClass(part.group(1));
            } else if (part.group(2) != null) {
                element.id(part.group(2));
            } else if (part.group(3) != null) {
                element.attr(part.group(3), part.group(4));
            } else if (part.group(5).equals("toc")) {
                element.attr(Headings.CONTENTS, "");
            }
        }
    }
}
