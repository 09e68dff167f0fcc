package org.dibao.render.listing;

import java.util.AbstractList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sorted set with ranks: an immutable B-tree with element counts in its branches. Adding and removing copy one path,
 * O(log n); finding by rank is O(log n) too. It can be read without a lock. Takes about five bytes per element.
 */
final class Sequence<T> {
    private final Comparator<? super T> order;
    private final @Nullable Node<T> root;

    private Sequence(Comparator<? super T> order, @Nullable Node<T> root) {
        this.order = order;
        this.root = root;
    }

    static <T> Sequence<T> empty(Comparator<? super T> order) {
        return new Sequence<>(order, null);
    }

    /** @param sorted ascending in that order, no two equal */
    static <T> Sequence<T> of(Comparator<? super T> order, List<T> sorted) {
        return new Sequence<>(order, sorted.isEmpty() ? null : Node.of(sorted));
    }

    int size() {
        return root == null ? 0 : root.size();
    }

    boolean isEmpty() {
        return root == null;
    }

    /** @param rank from 0, the smallest */
    T get(int rank) {
        if (root == null || rank < 0 || rank >= root.size()) {
            throw new IndexOutOfBoundsException(rank);
        }
        return root.get(rank);
    }

    /** The greatest element; absent if the set is empty. */
    @Nullable
    T last() {
        return root == null ? null : root.get(root.size() - 1);
    }

    /** The number of elements smaller than this one. */
    int rank(T element) {
        return root == null ? 0 : root.rank(element, order);
    }

    /** With this element added; the same set if it is already present. */
    Sequence<T> plus(T element) {
        if (root == null) {
            return new Sequence<>(order, Node.of(List.of(element)));
        }
        Node<T> grown = Node.joined(root.plus(element, order, true));
        return grown == root ? this : new Sequence<>(order, grown);
    }

    /** Without the element that is equal in this order; the same set if there is none. */
    Sequence<T> minus(T element) {
        if (root == null) {
            return this;
        }
        Node<T> shrunk = root.minus(element, order);
        return shrunk == root ? this : new Sequence<>(order, shrunk == null ? null : shrunk.collapsed());
    }

    /** A view of the elements between two ranks (exclusive of the second), the greatest first. */
    List<T> descending(int from, int to) {
        int low = Math.max(0, from);
        int high = Math.min(size(), to);
        return new AbstractList<>() {
            @Override
            public T get(int index) {
                return Sequence.this.get(high - 1 - index);
            }

            @Override
            public int size() {
                return Math.max(0, high - low);
            }
        };
    }
}
