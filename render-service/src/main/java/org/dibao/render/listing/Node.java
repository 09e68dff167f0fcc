package org.dibao.render.listing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a {@link Sequence}. Never empty, never changed. */
abstract sealed class Node<T> {
    static final int WIDTH = 64;

    abstract int size();

    abstract T get(int rank);

    abstract int rank(T element, Comparator<? super T> order);

    /**
     * The node or the two nodes that take its place; the node itself if the element is there.
     *
     * @param last whether nothing stands behind this node: it is cut unevenly then, since most articles come at the end
     */
    abstract List<Node<T>> plus(T element, Comparator<? super T> order, boolean last);

    /** Null if nothing is left; the node itself if the element is not there. */
    abstract @Nullable Node<T> minus(T element, Comparator<? super T> order);

    abstract T first();

    /** Both as one node, or null if that is too wide. */
    abstract @Nullable Node<T> mergedWith(Node<T> next);

    abstract boolean isNarrow();

    Node<T> collapsed() {
        return this;
    }

    static <T> Node<T> joined(List<Node<T>> nodes) {
        return nodes.size() == 1 ? nodes.getFirst() : new Branch<>(nodes);
    }

    static <T> Node<T> of(List<T> sorted) {
        List<Node<T>> level = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += WIDTH) {
            level.add(new Leaf<>(sorted.subList(from, Math.min(sorted.size(), from + WIDTH)).toArray()));
        }
        while (level.size() > 1) {
            List<Node<T>> above = new ArrayList<>();
            for (int from = 0; from < level.size(); from += WIDTH) {
                above.add(new Branch<>(level.subList(from, Math.min(level.size(), from + WIDTH))));
            }
            level = above;
        }
        return level.getFirst();
    }

    private static int cut(int width, int at, boolean last) {
        return last && at == width - 1 ? width - 1 : width / 2;
    }

    private static final class Leaf<T> extends Node<T> {
        private final Object[] elements;

        Leaf(Object[] elements) {
            this.elements = elements;
        }

        @Override
        int size() {
            return elements.length;
        }

        @Override
        @SuppressWarnings("unchecked")
        T get(int rank) {
            return (T) elements[rank];
        }

        @Override
        T first() {
            return get(0);
        }

        @Override
        int rank(T element, Comparator<? super T> order) {
            int at = find(element, order);
            return at >= 0 ? at : -at - 1;
        }

        @Override
        List<Node<T>> plus(T element, Comparator<? super T> order, boolean last) {
            int found = find(element, order);
            if (found >= 0) {
                return List.of(this);
            }
            int at = -found - 1;
            Object[] more = new Object[elements.length + 1];
            System.arraycopy(elements, 0, more, 0, at);
            more[at] = element;
            System.arraycopy(elements, at, more, at + 1, elements.length - at);
            if (more.length <= WIDTH) {
                return List.of(new Leaf<>(more));
            }
            int cut = cut(more.length, at, last);
            return List.of(new Leaf<>(Arrays.copyOfRange(more, 0, cut)), new Leaf<>(Arrays.copyOfRange(more, cut, more.length)));
        }

        @Override
        @Nullable Node<T> minus(T element, Comparator<? super T> order) {
            int at = find(element, order);
            if (at < 0) {
                return this;
            }
            if (elements.length == 1) {
                return null;
            }
            Object[] less = new Object[elements.length - 1];
            System.arraycopy(elements, 0, less, 0, at);
            System.arraycopy(elements, at + 1, less, at, less.length - at);
            return new Leaf<>(less);
        }

        @Override
        @Nullable Node<T> mergedWith(Node<T> next) {
            Leaf<T> other = (Leaf<T>) next;
            if (elements.length + other.elements.length > WIDTH) {
                return null;
            }
            Object[] both = Arrays.copyOf(elements, elements.length + other.elements.length);
            System.arraycopy(other.elements, 0, both, elements.length, other.elements.length);
            return new Leaf<>(both);
        }

        @Override
        boolean isNarrow() {
            return elements.length < WIDTH / 4;
        }

        @SuppressWarnings("unchecked")
        private int find(T element, Comparator<? super T> order) {
            return Arrays.binarySearch((T[]) elements, element, order);
        }
    }

    private static final class Branch<T> extends Node<T> {
        private final List<Node<T>> children;
        /** How many elements lie in the children up to and with each. */
        private final int[] ends;

        Branch(List<Node<T>> children) {
            this.children = List.copyOf(children);
            this.ends = new int[children.size()];
            int end = 0;
            for (int i = 0; i < ends.length; i++) {
                end += children.get(i).size();
                ends[i] = end;
            }
        }

        @Override
        int size() {
            return ends[ends.length - 1];
        }

        @Override
        T get(int rank) {
            int found = Arrays.binarySearch(ends, rank + 1);
            int child = found >= 0 ? found : -found - 1;
            return children.get(child).get(rank - begin(child));
        }

        @Override
        T first() {
            return children.getFirst().first();
        }

        @Override
        int rank(T element, Comparator<? super T> order) {
            int child = child(element, order);
            return begin(child) + children.get(child).rank(element, order);
        }

        @Override
        List<Node<T>> plus(T element, Comparator<? super T> order, boolean last) {
            int child = child(element, order);
            boolean lastChild = child == children.size() - 1;
            List<Node<T>> grown = children.get(child).plus(element, order, last && lastChild);
            if (grown.getFirst() == children.get(child)) {
                return List.of(this);
            }
            List<Node<T>> more = replaced(child, child + 1, grown);
            if (more.size() <= WIDTH) {
                return List.of(new Branch<>(more));
            }
            int cut = cut(more.size(), child + 1, last);
            return List.of(new Branch<>(more.subList(0, cut)), new Branch<>(more.subList(cut, more.size())));
        }

        @Override
        @Nullable Node<T> minus(T element, Comparator<? super T> order) {
            int at = child(element, order);
            Node<T> shrunk = children.get(at).minus(element, order);
            if (shrunk == children.get(at)) {
                return this;
            }
            if (shrunk == null) {
                return children.size() == 1 ? null : new Branch<>(replaced(at, at + 1, List.of()));
            }
            if (shrunk.isNarrow() && children.size() > 1) {
                int left = at == 0 ? 0 : at - 1;
                Node<T> merged = at == 0 ? shrunk.mergedWith(children.get(1)) : children.get(left).mergedWith(shrunk);
                if (merged != null) {
                    return new Branch<>(replaced(left, left + 2, List.of(merged)));
                }
            }
            return new Branch<>(replaced(at, at + 1, List.of(shrunk)));
        }

        @Override
        @Nullable Node<T> mergedWith(Node<T> next) {
            Branch<T> other = (Branch<T>) next;
            if (children.size() + other.children.size() > WIDTH) {
                return null;
            }
            List<Node<T>> both = new ArrayList<>(children);
            both.addAll(other.children);
            return new Branch<>(both);
        }

        @Override
        boolean isNarrow() {
            return children.size() < WIDTH / 4;
        }

        @Override
        Node<T> collapsed() {
            return children.size() == 1 ? children.getFirst().collapsed() : this;
        }

        private int begin(int child) {
            return child == 0 ? 0 : ends[child - 1];
        }

        /** The last child that begins at or before the element; the first one if none does. */
        private int child(T element, Comparator<? super T> order) {
            int low = 1;
            int high = children.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (order.compare(children.get(middle).first(), element) <= 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low - 1;
        }

        private List<Node<T>> replaced(int from, int to, List<Node<T>> with) {
            List<Node<T>> changed = new ArrayList<>(children.size() + 1);
            changed.addAll(children.subList(0, from));
            changed.addAll(with);
            changed.addAll(children.subList(to, children.size()));
            return changed;
        }
    }
}
