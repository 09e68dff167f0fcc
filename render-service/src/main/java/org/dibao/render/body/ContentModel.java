package org.dibao.render.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dibao.support.html.Edits;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Moves blocks only where HTML allows them: inline elements around a block become blocks, a block in a heading or in
 * preformatted text becomes inline, and links contain no other links or interactive elements.
 */
final class ContentModel {
    /** Elements that contain no blocks and take precedence over a plain block within them. */
    private static final Set<String> CLOSED = Set.of("h1", "h2", "h3", "h4", "h5", "h6", "pre", "summary");

    private static final Set<String> WITHOUT_HEADINGS = Set.of("dt", "th", "address", "caption");
    private static final Set<String> OPERATED = Set.of("a", "details", "audio", "video", "table", "pre");

    private ContentModel() {}

    static void apply(Element body) {
        for (Element element : Nodes.all(body)) { // convert to plain blocks before blocks are examined
            parted(element);
        }
        Edits edits = new Edits();
        for (Element element : Nodes.all(body)) {
            if (element.normalName().equals("a")
                    && Nodes.any(element, inner -> OPERATED.contains(inner.normalName()))) {
                withoutLink(element, edits);
            } else if (Nodes.isBlock(element)) {
                block(element);
            }
        }
        edits.make();
        for (Element element : Nodes.all(body)) { // annotations in a ruby element that has become a block
            ruby(element);
        }
    }

    private static void withoutLink(Element link, Edits edits) {
        if (link.hasAttr("id") && link.childNodeSize() > 0) {
            edits.replace(link, List.of(new Element("a").id(link.id()), link));
        }
        edits.unwrap(link);
    }

    private static void block(Element block) {
        List<Element> inline = new ArrayList<>();
        @Nullable Element holder = block.parent();
        while (holder != null
                && (Nodes.INLINE.contains(holder.normalName()) || Nodes.TRANSPARENT.contains(holder.normalName()))) {
            if (Nodes.INLINE.contains(holder.normalName())) {
                inline.add(holder);
            }
            holder = holder.parent();
        }
        if (holder != null && CLOSED.contains(holder.normalName())) {
            if (Nodes.SOFT_BLOCKS.contains(block.normalName())) {
                block.tagName("span").removeAttr("role");
                return;
            }
            Nodes.rename(holder, "div");
        } else if (holder != null && holder.normalName().equals("p")) {
            holder.tagName("div");
        }
        inline.forEach(element -> Nodes.rename(element, "div"));
    }

    /** Elements that consist of specific parts. */
    private static void parted(Element element) {
        switch (element.normalName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6", "address" -> {
                if (Nodes.ancestor(element, one -> WITHOUT_HEADINGS.contains(one.normalName())) != null) {
                    Nodes.rename(element, "div");
                }
            }
            case "dfn" -> {
                if (Nodes.ancestor(element, one -> one.normalName().equals("dfn")) != null) {
                    element.tagName("span");
                }
            }
            case "figcaption" -> {
                boolean only = Nodes.parentIs(element, "figure")
                        && (element.previousElementSibling() == null || element.nextElementSibling() == null)
                        && element.parent() != null
                        && Nodes.child(element.parent(), "figcaption") == element;
                if (!only) {
                    Nodes.rename(element, "div");
                }
            }
            case "summary" -> {
                if (!Nodes.parentIs(element, "details") || element.previousElementSibling() != null) {
                    Nodes.rename(element, "div");
                }
            }
            case "time" -> {
                if (!element.hasAttr("datetime")
                        && (element.childrenSize() > 0
                                || HtmlTimes.valid(element.wholeText(), false).isEmpty())) {
                    element.tagName("span");
                }
            }
            default -> {
                /* its content is allowed */
            }
        }
    }

    private static void ruby(Element element) {
        switch (element.normalName()) {
            case "ruby" -> {
                Element first = element.firstElementChild();
                boolean text = element.childNodes().stream()
                        .anyMatch(node -> !(node instanceof Element) && !Nodes.isBlank(node));
                if (Nodes.child(element, "rt") == null || !text && first != null && isAnnotation(first)) {
                    element.tagName("span");
                }
            }
            case "rt", "rp" -> {
                if (!Nodes.parentIs(element, "ruby")) {
                    element.tagName("span");
                }
            }
            default -> {
                /* nothing to do */
            }
        }
    }

    private static boolean isAnnotation(Element element) {
        return element.normalName().equals("rt") || element.normalName().equals("rp");
    }
}
