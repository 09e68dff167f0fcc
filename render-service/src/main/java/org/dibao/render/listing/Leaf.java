package org.dibao.render.listing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node with elements. */
final class Leaf<T> extends Node<T> {
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
        return List.of(
                new Leaf<>(Arrays.copyOfRange(more, 0, cut)), new Leaf<>(Arrays.copyOfRange(more, cut, more.length)));
    }

    @Override
    @Nullable
    Node<T> minus(T element, Comparator<? super T> order) {
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
    @Nullable
    Node<T> mergedWith(Node<T> next) {
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
