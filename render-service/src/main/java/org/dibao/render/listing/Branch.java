package org.dibao.render.listing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Child nodes and their element counts. */
final class Branch<T> extends Node<T> {
    private final List<Node<T>> children;
    /** The number of elements in the children up to and including each one. */
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
    @Nullable
    Node<T> minus(T element, Comparator<? super T> order) {
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
            Node<T> merged = at == 0
                    ? shrunk.mergedWith(children.get(1))
                    : children.get(left).mergedWith(shrunk);
            if (merged != null) {
                return new Branch<>(replaced(left, left + 2, List.of(merged)));
            }
        }
        return new Branch<>(replaced(at, at + 1, List.of(shrunk)));
    }

    @Override
    @Nullable
    Node<T> mergedWith(Node<T> next) {
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

    /** The last child that starts at or before the element; the first one if none does. */
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
