package org.dibao.render.listing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a {@link Sequence}. Never empty, immutable. */
abstract sealed class Node<T> permits Leaf, Branch {
    static final int WIDTH = 64;

    abstract int size();

    abstract T get(int rank);

    abstract int rank(T element, Comparator<? super T> order);

    /**
     * The node or the two nodes that replace it; the node itself if it already has the element.
     *
     * @param last whether this is the last node: it is then split unevenly, because most articles are added at the end
     */
    abstract List<Node<T>> plus(T element, Comparator<? super T> order, boolean last);

    /** Null if nothing is left; the node itself if it does not have the element. */
    abstract @Nullable Node<T> minus(T element, Comparator<? super T> order);

    abstract T first();

    /** Both merged into one node, or null if that would be too wide. */
    abstract @Nullable Node<T> mergedWith(Node<T> next);

    abstract boolean isNarrow();

    Node<T> collapsed() {
        return this;
    }

    static <T> Node<T> joined(List<Node<T>> nodes) {
        return nodes.size() == 1 ? nodes.getFirst() : branch(nodes);
    }

    static <T> Node<T> of(List<T> sorted) {
        List<Node<T>> level = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += WIDTH) {
            level.add(new Leaf<>(
                    sorted.subList(from, Math.min(sorted.size(), from + WIDTH)).toArray()));
        }
        while (level.size() > 1) {
            List<Node<T>> above = new ArrayList<>();
            for (int from = 0; from < level.size(); from += WIDTH) {
                above.add(branch(level.subList(from, Math.min(level.size(), from + WIDTH))));
            }
            level = above;
        }
        return level.getFirst();
    }

    @SuppressWarnings("unchecked")
    private static <T> Node<T> branch(List<Node<T>> children) {
        return new Branch<>(children.toArray(Node[]::new));
    }

    static int cut(int width, int at, boolean last) {
        return last && at == width - 1 ? width - 1 : width / 2;
    }
}
