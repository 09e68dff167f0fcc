package org.dibao.kramdown.tree;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

/** An element's children as a list. */
final class Children extends AbstractList<Element> implements RandomAccess {
    static final Element[] NONE = {};

    private final Element parent;

    Children(Element parent) {
        this.parent = parent;
    }

    /** The array, or a longer copy if it is full; most elements have one child. */
    static Element[] withRoom(Element[] children, int count) {
        return count < children.length
                ? children
                : Arrays.copyOf(children, count < 2 ? count + 1 : count + count / 2 + 1);
    }

    @Override
    public int size() {
        return parent.childCount();
    }

    @Override
    public Element get(int index) {
        return parent.child(Objects.checkIndex(index, size()));
    }

    @Override
    public Element set(int index, Element element) {
        return parent.replace(Objects.checkIndex(index, size()), element);
    }

    @Override
    public void add(int index, Element element) {
        modCount++;
        parent.insert(index, element);
    }

    @Override
    public Element remove(int index) {
        Element removed = get(index);
        removeRange(index, index + 1);
        return removed;
    }

    @Override
    protected void removeRange(int from, int to) {
        modCount++;
        parent.removeRange(from, to);
    }
}
