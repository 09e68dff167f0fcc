package org.dibao.support.html;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a tree that are first collected and then made together: each parent's list of children is written once,
 * however many of them change. Made one by one, each change would shift all following siblings, which takes quadratic
 * time. The tree stays unchanged until {@link #make}.
 */
public final class Edits {
    /** The replacements of nodes. */
    private final Map<Node, List<Node>> replaced = new IdentityHashMap<>();
    /** Elements replaced by their content. */
    private final Set<Node> unwrapped = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<Element> parents = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Removes nodes at once. */
    public static void remove(Collection<? extends Node> nodes) {
        Edits edits = new Edits();
        nodes.forEach(edits::remove);
        edits.make();
    }

    /** Detaches all children from an element, for the caller to reinsert one by one. */
    public static List<Node> taken(Element from) {
        List<Node> children = List.copyOf(from.childNodes());
        from.empty();
        return children;
    }

    public void remove(Node node) {
        replace(node, List.of());
    }

    /** Removes an element but keeps its content. */
    public void unwrap(Element element) {
        unwrapped.add(element);
        changes(element.parent());
    }

    /** @param by may include the node itself; the others must not have a parent yet */
    public void replace(Node node, List<? extends Node> by) {
        replaced.put(node, List.copyOf(by));
        changes(node.parent());
    }

    private void changes(@Nullable Node parent) {
        if (parent instanceof Element element) {
            parents.add(element);
        }
    }

    /** The parent that a node will have; null if it has none or will be removed. */
    public @Nullable Element parent(Node node) {
        Node at = node;
        do {
            if (replaced.containsKey(at) && replaced.get(at).isEmpty()) {
                return null;
            }
            at = at.parent();
        } while (at != null && unwrapped.contains(at));
        return at instanceof Element element ? element : null;
    }

    public void make() {
        for (Element parent : parents) {
            List<Node> children = new ArrayList<>(parent.childNodeSize());
            taken(parent).forEach(child -> add(child, children));
            parent.appendChildren(children);
        }
    }

    /** Recurses as deep as unwrapped elements are nested, which the parser bounds. */
    private void add(Node node, List<Node> to) {
        List<Node> instead = replaced.remove(node);
        if (instead != null) {
            instead.forEach(one -> add(one, to));
        } else if (unwrapped.remove(node) && node instanceof Element element) {
            taken(element).forEach(child -> add(child, to));
        } else {
            to.add(node);
        }
    }
}
