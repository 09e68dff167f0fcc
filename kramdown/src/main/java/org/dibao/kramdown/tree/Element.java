package org.dibao.kramdown.tree;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node of the document tree. The parser changes elements while it works (a later attribute list belongs to an
 * earlier block); once {@link org.dibao.kramdown.Kramdown#parse} has returned, nothing changes any more.
 *
 * <p>A document may have as many elements as characters, so they are small: text is a range of the text that was read,
 * an only child is kept without an array, what few elements have is kept apart, and symbols and empty lines that say the
 * same may be one element in many places.
 */
public final class Element {
    private static final Kind[] KINDS = Kind.values();
    private static final Content[] CONTENTS = Content.values();

    /** A text, or a {@link StringBuilder} once more was appended that does not follow in the text that was read. */
    private CharSequence text;

    private int from;
    private int to;
    private byte kind;
    private byte level;
    private byte flags;
    private byte content = (byte) Content.SPANS.ordinal();
    /** One element, or an array of which the first {@link #childCount} are elements. */
    private Object children = Children.NONE;

    private int childCount;
    /** The {@link StoredAttributes}, or {@link Details} with them and more. */
    private Object details = StoredAttributes.NONE;

    /** What most elements do not have. */
    private static final class Details {
        private Object attributes;
        private @Nullable AttributeList attributeList;
        private String source = "";

        private Details(Object attributes) {
            this.attributes = attributes;
        }
    }

    private static final byte BLOCK = 1;
    private static final byte CLOSED = 2;
    private static final byte TRANSPARENT = 4;

    public Element(Kind kind) {
        this(kind, "");
    }

    public Element(Kind kind, String value) {
        this(kind, value, 0, value.length());
    }

    /** An element whose value is a range of a text. */
    public Element(Kind kind, String text, int from, int to) {
        this.kind = (byte) kind.ordinal();
        this.text = text;
        this.from = from;
        this.to = to;
    }

    public Kind kind() {
        return KINDS[kind];
    }

    public boolean is(Kind other) {
        return kind == other.ordinal();
    }

    /** Makes unparsed text a text as it is, as it has no spans. */
    public void becomeText() {
        kind = (byte) Kind.TEXT.ordinal();
    }

    /** Text, code, an HTML element's name, a footnote's name: what the kind says. */
    public String value() {
        return text instanceof String whole ? whole.substring(from, to) : text.toString();
    }

    public boolean hasValue() {
        return text instanceof String ? to > from : !text.isEmpty();
    }

    /** Whether the value contains a text of one line or more. */
    public boolean contains(String part) {
        return text instanceof String whole ? whole.indexOf(part, from, to) >= 0 : value().contains(part);
    }

    /** Gives the value to a reader without a copy. */
    public void read(Reader reader) {
        if (text instanceof String whole) {
            reader.read(whole, from, to);
        } else {
            String value = text.toString();
            reader.read(value, 0, value.length());
        }
    }

    /** The text that the value is a range of, while the document is parsed: from {@link #start()} to {@link #end()}. */
    public String text() {
        if (!(text instanceof String)) {
            value(text.toString());
        }
        return (String) text;
    }

    public int start() {
        return from;
    }

    public int end() {
        return to;
    }

    /** Leaves only a part of the range. */
    public void narrow(int start, int end) {
        from = start;
        to = end;
    }

    /** Takes a range of a text. */
    public interface Reader {
        void read(String text, int from, int to);
    }

    public void value(String changed) {
        text = changed;
        from = 0;
        to = changed.length();
    }

    public void append(String more) {
        append(more, 0, more.length());
    }

    public void append(String more, int start, int end) {
        if (text == more && to == start) {
            to = end;
        } else if (text instanceof String && to == from) {
            text = more;
            from = start;
            to = end;
        } else if (text instanceof StringBuilder growing) {
            growing.append(more, start, end);
        } else {
            text = new StringBuilder(to - from + end - start + 16)
                    .append(text, from, to)
                    .append(more, start, end);
        }
    }

    /** The elements inside, in order; a view that may be changed while the document is parsed. */
    public List<Element> children() {
        return new Children(this);
    }

    public int childCount() {
        return childCount;
    }

    public Element child(int index) {
        return children instanceof Element only ? only : ((Element[]) children)[index];
    }

    public Element add(Element child) {
        if (childCount == 0 && children == Children.NONE) {
            children = child;
        } else {
            withRoom()[childCount] = child;
        }
        childCount++;
        return this;
    }

    /** The array of children, with room for one more. */
    private Element[] withRoom() {
        Element[] all = Children.withRoom(children, childCount);
        children = all;
        return all;
    }

    /** Replaces all elements inside by those of another element, which must not be used after. */
    public void takeChildren(Element other) {
        children = other.children;
        childCount = other.childCount;
    }

    /** Takes all elements out; answers an element that has them inside. */
    public Element withoutChildren() {
        Element taken = new Element(Kind.UNPARSED);
        taken.takeChildren(this);
        children = Children.NONE;
        childCount = 0;
        return taken;
    }

    /** Adds all elements of another element. */
    public void addAll(Element other) {
        if (childCount == 0) {
            takeChildren(other);
            return;
        }
        for (int i = 0; i < other.childCount; i++) {
            add(other.child(i));
        }
    }

    void insert(int index, Element child) {
        Element[] all = withRoom();
        System.arraycopy(all, index, all, index + 1, childCount - index);
        all[index] = child;
        childCount++;
    }

    Element replace(int index, Element child) {
        Element replaced = child(index);
        if (children instanceof Element[] all) {
            all[index] = child;
        } else {
            children = child;
        }
        return replaced;
    }

    void removeRange(int start, int end) {
        if (children instanceof Element[] all) {
            System.arraycopy(all, end, all, start, childCount - end);
            java.util.Arrays.fill(all, childCount - end + start, childCount, null);
        } else if (end > start) {
            children = Children.NONE;
        }
        childCount -= end - start;
    }

    public @Nullable Element lastChild() {
        return childCount == 0 ? null : child(childCount - 1);
    }

    public boolean lastChildIs(Kind wanted) {
        return childCount > 0 && child(childCount - 1).is(wanted);
    }

    private Details ownDetails() {
        if (details instanceof Details own) {
            return own;
        }
        Details own = new Details(details);
        details = own;
        return own;
    }

    private Object stored() {
        return details instanceof Details own ? own.attributes : details;
    }

    private void store(Object attributes) {
        if (details instanceof Details own) {
            own.attributes = attributes;
        } else {
            details = attributes;
        }
    }

    private boolean has(byte flag) {
        return (flags & flag) != 0;
    }

    private void flag(byte flag, boolean wanted) {
        flags = (byte) (wanted ? flags | flag : flags & ~flag);
    }

    /** Attributes in the order in which they are written to the page; a view that cannot be changed. */
    public Map<String, String> attributes() {
        return StoredAttributes.asMap(stored());
    }

    public @Nullable String attribute(String name) {
        return StoredAttributes.get(stored(), name);
    }

    public Element attribute(String name, String value) {
        store(StoredAttributes.with(stored(), name, value));
        return this;
    }

    /** Takes an attribute away; answers the value that it had. */
    public @Nullable String removeAttribute(String name) {
        String value = attribute(name);
        if (value != null) {
            store(StoredAttributes.without(stored(), name));
        }
        return value;
    }

    /** The attribute list that stands before or after the block, or null. */
    public @Nullable AttributeList attributeList() {
        return details instanceof Details own ? own.attributeList : null;
    }

    public void attributeList(@Nullable AttributeList list) {
        if (list != attributeList()) {
            ownDetails().attributeList = list;
        }
    }

    /** The attribute list, made when there is none yet. */
    public AttributeList ownAttributeList() {
        AttributeList list = attributeList();
        if (list == null) {
            list = new AttributeList();
            ownDetails().attributeList = list;
        }
        return list;
    }

    /** A heading's level, 1 to 6. */
    public int level() {
        return level;
    }

    public Element level(int depth) {
        level = (byte) depth;
        return this;
    }

    /** Whether HTML, a comment or mathematics stands as a block of its own. */
    public boolean isBlock() {
        return has(BLOCK);
    }

    public Element block(boolean standsAlone) {
        flag(BLOCK, standsAlone);
        return this;
    }

    /** Whether an HTML element was closed in its start tag. */
    public boolean isClosed() {
        return has(CLOSED);
    }

    public void closed(boolean inStartTag) {
        flag(CLOSED, inStartTag);
    }

    /** Whether a paragraph is shown without a {@code p} of its own, as in a tight list. */
    public boolean isTransparent() {
        return has(TRANSPARENT);
    }

    /** Shows a paragraph without a {@code p} of its own. */
    public void makeTransparent() {
        flag(TRANSPARENT, true);
    }

    /** How the inside of an HTML element is read. */
    public Content content() {
        return CONTENTS[content];
    }

    public void content(Content readAs) {
        content = (byte) readAs.ordinal();
    }

    /** What was written in place of a symbol; the types that raw text is for. */
    public String source() {
        return details instanceof Details own ? own.source : "";
    }

    public Element source(String written) {
        if (!written.isEmpty()) {
            ownDetails().source = written;
        }
        return this;
    }
}
