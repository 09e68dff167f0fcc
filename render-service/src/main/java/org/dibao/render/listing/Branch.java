package org.dibao.render.listing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Child nodes and their element counts. In arrays: lists in their place keep the JIT compiler busy for seconds. */
final class Branch<T> extends Node<T> {
    private final Node<T>[] children;
    /** The number of elements in the children up to and including each one. */
    private final int[] ends;

    /** @param children not changed any more by whoever gives them */
    Branch(Node<T>[] children) {
        this.children = children;
        this.ends = new int[children.length];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += children[i].size();
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
        return children[child].get(rank - begin(child));
    }

    @Override
    T first() {
        return children[0].first();
    }

    @Override
    int rank(T element, Comparator<? super T> order) {
        int child = child(element, order);
        return begin(child) + children[child].rank(element, order);
    }

    @Override
    List<Node<T>> plus(T element, Comparator<? super T> order, boolean last) {
        int child = child(element, order);
        boolean lastChild = child == children.length - 1;
        List<Node<T>> grown = children[child].plus(element, order, last && lastChild);
        if (grown.getFirst() == children[child]) {
            return List.of(this);
        }
        if (grown.size() == 1) {
            return List.of(with(child, grown.getFirst()));
        }
        Node<T>[] more = Arrays.copyOf(children, children.length + 1);
        System.arraycopy(children, child + 1, more, child + 2, children.length - child - 1);
        more[child] = grown.getFirst();
        more[child + 1] = grown.getLast();
        if (more.length <= WIDTH) {
            return List.of(new Branch<>(more));
        }
        int cut = cut(more.length, child + 1, last);
        return List.of(
                new Branch<>(Arrays.copyOfRange(more, 0, cut)),
                new Branch<>(Arrays.copyOfRange(more, cut, more.length)));
    }

    @Override
    @Nullable
    Node<T> minus(T element, Comparator<? super T> order) {
        int at = child(element, order);
        Node<T> shrunk = children[at].minus(element, order);
        if (shrunk == children[at]) {
            return this;
        }
        if (shrunk == null) {
            return children.length == 1 ? null : new Branch<>(without(children, at));
        }
        if (shrunk.isNarrow() && children.length > 1) {
            int left = at == 0 ? 0 : at - 1;
            Node<T> merged = at == 0 ? shrunk.mergedWith(children[1]) : children[left].mergedWith(shrunk);
            if (merged != null) {
                Node<T>[] fewer = without(children, left + 1);
                fewer[left] = merged;
                return new Branch<>(fewer);
            }
        }
        return with(at, shrunk);
    }

    @Override
    @Nullable
    Node<T> mergedWith(Node<T> next) {
        Branch<T> other = (Branch<T>) next;
        if (children.length + other.children.length > WIDTH) {
            return null;
        }
        Node<T>[] both = Arrays.copyOf(children, children.length + other.children.length);
        System.arraycopy(other.children, 0, both, children.length, other.children.length);
        return new Branch<>(both);
    }

    @Override
    boolean isNarrow() {
        return children.length < WIDTH / 4;
    }

    @Override
    Node<T> collapsed() {
        return children.length == 1 ? children[0].collapsed() : this;
    }

    private int begin(int child) {
        return child == 0 ? 0 : ends[child - 1];
    }

    /** The last child that starts at or before the element; the first one if none does. */
    private int child(T element, Comparator<? super T> order) {
        int low = 1;
        int high = children.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(children[middle].first(), element) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** The same with another child in one place. */
    private Branch<T> with(int at, Node<T> child) {
        Node<T>[] changed = children.clone();
        changed[at] = child;
        return new Branch<>(changed);
    }

    private static <T> Node<T>[] without(Node<T>[] children, int at) {
        Node<T>[] fewer = Arrays.copyOf(children, children.length - 1);
        System.arraycopy(children, at + 1, fewer, at, fewer.length - at);
        return fewer;
    }
}
