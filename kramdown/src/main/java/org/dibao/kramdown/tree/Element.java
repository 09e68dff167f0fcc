package org.dibao.kramdown.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node of the document tree. The parser changes elements while it works (a later attribute list belongs to an
 * earlier block); once {@link org.dibao.kramdown.Kramdown#parse} has returned, nothing changes any more.
 */
public final class Element {
    private final Kind kind;
    private String value;
    private @Nullable StringBuilder growing;
    private @Nullable Map<String, String> attributes;
    private final List<Element> children = new ArrayList<>(0);
    private @Nullable AttributeList attributeList;
    private int level;
    private boolean block;
    private boolean closed;
    private boolean transparent;
    private Content content = Content.SPANS;
    private List<Alignment> alignments = List.of();
    private String source = "";

    public Element(Kind kind) {
        this(kind, "");
    }

    public Element(Kind kind, String value) {
        this.kind = kind;
        this.value = value;
    }

    public Kind kind() {
        return kind;
    }

    public boolean is(Kind other) {
        return kind == other;
    }

    /** Text, code, an HTML element's name, a footnote's name: what the kind says. */
    public String value() {
        if (growing != null) {
            value = growing.toString();
            growing = null;
        }
        return value;
    }

    public void value(String changed) {
        growing = null;
        value = changed;
    }

    public void append(CharSequence more) {
        append(more, 0, more.length());
    }

    public void append(CharSequence more, int from, int to) {
        if (growing == null) {
            growing = new StringBuilder(value.length() + to - from + 16).append(value);
        }
        growing.append(more, from, to);
    }

    public List<Element> children() {
        return children;
    }

    public Element add(Element child) {
        children.add(child);
        return this;
    }

    public @Nullable Element lastChild() {
        return children.isEmpty() ? null : children.getLast();
    }

    public boolean lastChildIs(Kind wanted) {
        return !children.isEmpty() && children.getLast().kind == wanted;
    }

    /** Attributes in the order in which they are written to the page. */
    public Map<String, String> attributes() {
        return attributes == null ? Map.of() : attributes;
    }

    public @Nullable String attribute(String name) {
        return attributes == null ? null : attributes.get(name);
    }

    public Element attribute(String name, String text) {
        if (attributes == null) {
            attributes = new LinkedHashMap<>(4);
        }
        attributes.put(name, text);
        return this;
    }

    public @Nullable String removeAttribute(String name) {
        return attributes == null ? null : attributes.remove(name);
    }

    /** The attribute list that stands before or after the block, or null. */
    public @Nullable AttributeList attributeList() {
        return attributeList;
    }

    public void attributeList(@Nullable AttributeList list) {
        attributeList = list;
    }

    /** The attribute list, made when there is none yet. */
    public AttributeList ownAttributeList() {
        if (attributeList == null) {
            attributeList = new AttributeList();
        }
        return attributeList;
    }

    /** A heading's level, 1 to 6. */
    public int level() {
        return level;
    }

    public Element level(int depth) {
        level = depth;
        return this;
    }

    /** Whether HTML, a comment or mathematics stands as a block of its own. */
    public boolean isBlock() {
        return block;
    }

    public Element block(boolean standsAlone) {
        block = standsAlone;
        return this;
    }

    /** Whether an HTML element was closed in its start tag. */
    public boolean isClosed() {
        return closed;
    }

    public void closed(boolean inStartTag) {
        closed = inStartTag;
    }

    /** Whether a paragraph is shown without a {@code p} of its own, as in a tight list. */
    public boolean isTransparent() {
        return transparent;
    }

    public void transparent(boolean withoutTag) {
        transparent = withoutTag;
    }

    /** How the inside of an HTML element is read. */
    public Content content() {
        return content;
    }

    public void content(Content readAs) {
        content = readAs;
    }

    /** A table's columns. */
    public List<Alignment> alignments() {
        return alignments;
    }

    public void alignments(List<Alignment> columns) {
        alignments = columns;
    }

    /** What was written in place of this: an entity's or a symbol's source, a heading's plain text. */
    public String source() {
        return source;
    }

    public Element source(String written) {
        source = written;
        return this;
    }
}
