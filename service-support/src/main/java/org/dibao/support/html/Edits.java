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
 * Changes of a tree that are collected first and then made together: each parent's list of children is written once, however
 * many of them change. One by one, each change moves all siblings that follow, so that many take time without end. Until
 * {@link #make}, the tree is as it was.
 */
public final class Edits {
    /** What stands in a node's place. */
    private final Map<Node, List<Node>> replaced = new IdentityHashMap<>();
    /** Elements in whose place their content stands. */
    private final Set<Node> unwrapped = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<Element> parents = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Removes nodes at once. */
    public static void remove(Collection<? extends Node> nodes) {
        Edits edits = new Edits();
        nodes.forEach(edits::remove);
        edits.make();
    }

    /** Takes all children away from an element, to be put where they belong one after another. */
    public static List<Node> taken(Element from) {
        List<Node> children = List.copyOf(from.childNodes());
        from.empty();
        return children;
    }

    public void remove(Node node) {
        replace(node, List.of());
    }

    /** Takes an element away and leaves its content. */
    public void unwrap(Element element) {
        unwrapped.add(element);
        changes(element.parent());
    }

    /** @param by may hold the node itself; the others have no parent yet */
    public void replace(Node node, List<? extends Node> by) {
        replaced.put(node, List.copyOf(by));
        changes(node.parent());
    }

    private void changes(@Nullable Node parent) {
        if (parent instanceof Element element) {
            parents.add(element);
        }
    }

    /** The parent that a node will have; null if it has none, or it will be removed. */
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

    /** As deep as elements are unwrapped within each other, which the parser bounds. */
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
