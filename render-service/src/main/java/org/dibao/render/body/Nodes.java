package org.dibao.render.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.dibao.support.html.Edits;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Element names by content model, and small operations on nodes. Nothing here recurses. */
final class Nodes {
    static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
    /** Blocks that may become a plain span where no block is allowed. */
    static final Set<String> SOFT_BLOCKS = Set.of("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "address");
    /** Blocks that their content depends on. */
    static final Set<String> HARD_BLOCKS =
            Set.of("table", "ul", "ol", "dl", "pre", "hr", "details", "figure", "blockquote");
    /** Phrasing elements that contain only phrasing. */
    static final Set<String> INLINE = Set.of(
            "span", "b", "i", "em", "strong", "small", "s", "u", "sub", "sup", "code", "kbd", "samp", "var", "mark",
            "q", "cite", "abbr", "dfn", "time", "bdi", "bdo", "ruby", "rt", "rp");
    /** Elements that may contain what their parent may contain. */
    static final Set<String> TRANSPARENT = Set.of("a", "ins", "del");
    /** Elements that are visible even without text. */
    static final Set<String> SEEN = Set.of("img", "video", "audio", "hr", "table");

    private Nodes() {}

    static boolean isBlock(Element element) {
        return SOFT_BLOCKS.contains(element.normalName()) || HARD_BLOCKS.contains(element.normalName());
    }

    static boolean isHeading(Element element) {
        return HEADINGS.contains(element.normalName());
    }

    /** All descendants of an element at this moment, in document order. */
    static List<Element> all(Element root) {
        return all(root, _ -> true);
    }

    static List<Element> all(Element root, String name) {
        return all(root, element -> element.normalName().equals(name));
    }

    static List<Element> all(Element root, Predicate<Element> which) {
        List<Element> found = new ArrayList<>();
        root.traverse((node, _) -> {
            if (node != root && node instanceof Element element && which.test(element)) {
                found.add(element);
            }
        });
        return found;
    }

    static boolean any(Element root, Predicate<Element> which) {
        return root.stream().anyMatch(element -> element != root && which.test(element));
    }

    static @Nullable Element ancestor(Element of, Predicate<Element> which) {
        for (Element parent = of.parent();
                parent != null && !parent.normalName().equals("body");
                parent = parent.parent()) {
            if (which.test(parent)) {
                return parent;
            }
        }
        return null;
    }

    /** The first child of that name. */
    static @Nullable Element child(Element of, String name) {
        for (Element child = of.firstElementChild(); child != null; child = child.nextElementSibling()) {
            if (child.normalName().equals(name)) {
                return child;
            }
        }
        return null;
    }

    static boolean parentIs(Element element, String name) {
        Element parent = element.parent();
        return parent != null && parent.normalName().equals(name);
    }

    /** Renames an element; the old name stays as a class. */
    static void rename(Element element, String name) {
        String before = element.normalName();
        element.tagName(name);
        if (!before.equals("p") && !before.equals("div") && !before.equals("span") && !before.equals("font")) {
            element.addClass(before);
        }
    }

    static void retype(Element element, String name) {
        element.tagName(name);
    }

    /** Whether it shows nothing: only white space, no image. */
    static boolean isEmpty(Element element) {
        return element.nodeStream()
                .noneMatch(node -> node instanceof TextNode text && !CharacterClasses.isBlank(text.getWholeText())
                        || node instanceof Element inner && SEEN.contains(inner.normalName()));
    }

    /** Whether a node is white space or has no content. */
    static boolean isBlank(Node node) {
        return !(node instanceof Element)
                && !(node instanceof TextNode text && !CharacterClasses.isBlank(text.getWholeText()));
    }

    /** Makes one text of those between which something has been removed, as a parser would find it. */
    static void joinTexts(Element body) {
        Edits edits = new Edits();
        body.traverse((node, _) -> {
            if (node instanceof TextNode first
                    && first.nextSibling() instanceof TextNode
                    && !(first.previousSibling() instanceof TextNode)) {
                StringBuilder joined = new StringBuilder(first.getWholeText());
                for (Node next = first.nextSibling(); next instanceof TextNode text; next = next.nextSibling()) {
                    joined.append(text.getWholeText());
                    edits.remove(text);
                }
                edits.replace(first, List.of(new TextNode(joined.toString())));
            }
        });
        edits.make();
    }

    /** The blocks of the text: the body's children, or those of the single element that contains them all. */
    static List<Element> blocks(Element body) {
        Element root = body;
        while (root.childrenSize() == 1
                && root.child(0).normalName().equals("div")
                && root.child(0).childrenSize() > 0
                && root.childNodes().stream().allMatch(node -> node instanceof Element || isBlank(node))) {
            root = root.child(0);
        }
        return new ArrayList<>(root.children());
    }
}
