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

    /** An array of all children with room for one more: the one there is, or a longer copy. */
    static Element[] withRoom(Object children, int count) {
        if (children instanceof Element only) {
            return new Element[] {only, null, null};
        }
        Element[] all = (Element[]) children;
        return count < all.length ? all : Arrays.copyOf(all, count + count / 2 + 1);
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
