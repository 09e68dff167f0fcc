package org.dibao.kramdown.span;

import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.block.Definitions;
import org.dibao.kramdown.scan.Effort;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads one text as spans. At every place the constructs are asked in kramdown's order; a construct that needs an end
 * reads on into its own element, and goes back when the end does not come.
 */
public final class SpanParser {
    /** Deeper nesting is plain text. */
    private static final int DEEPEST = 60;

    /** Which constructs are looked for. */
    public enum Reading {
        ALL,
        CODE,
        CODE_AND_HTML,
        HTML
    }

    /** What ends an element. */
    interface Stop {
        /** How many characters an end takes here; 0 where none is. */
        int length(String text, int at);

        /** Whether the element that was read up to here may end. */
        boolean accepts(Element element, SpanParser parser);
    }

    final String text;
    final Definitions definitions;
    int pos;
    private final int[] open = new int[Kind.values().length];
    private int nesting;
    private Element tree = new Element(Kind.ROOT);
    private Reading reading = Reading.ALL;
    private final int depth;

    private SpanParser(String text, Definitions definitions, int depth) {
        this.text = text;
        this.definitions = definitions;
        this.depth = depth;
    }

    /** Reads a whole text into an element. */
    public static void parse(String text, Element into, Definitions definitions, Reading reading) {
        new SpanParser(text, definitions, 0).parse(into, null, reading);
    }

    /** Reads a text that stands inside this one, as if it stood alone. */
    void parseApart(String content, Element into) {
        SpanParser inner = new SpanParser(content, definitions, depth + nesting);
        inner.parse(into, null, Reading.ALL);
    }

    /** Reads into an element up to its stop, or to the end of the text; answers whether the stop came. */
    boolean parse(Element into, @Nullable Stop stop, Reading wanted) {
        nesting++;
        open[into.kind().ordinal()]++;
        Element outer = tree;
        Reading outerReading = reading;
        tree = into;
        reading = wanted;
        boolean found = parseUpTo(stop);
        tree = outer;
        reading = outerReading;
        open[into.kind().ordinal()]--;
        nesting--;
        return found;
    }

    private boolean parseUpTo(@Nullable Stop stop) {
        while (pos < text.length()) {
            int start = pos;
            int end = start;
            while (end < text.length()
                    && (stop == null || stop.length(text, end) == 0)
                    && !SpanStarts.mayStart(text, end, reading)) {
                end++;
            }
            addText(start, end);
            pos = end;
            if (end >= text.length()) {
                return false;
            }
            if (stop != null && stop.length(text, pos) > 0 && stop.accepts(tree, this)) {
                return true;
            }
            if (!Constructs.parse(this, text.charAt(pos), reading)) {
                int next = Character.charCount(text.codePointAt(pos));
                addText(pos, pos + next);
                pos += next;
            }
        }
        return false;
    }

    Element tree() {
        return tree;
    }

    Reading reading() {
        return reading;
    }

    Effort effort() {
        return definitions.effort();
    }

    boolean isTooDeep() {
        return depth + nesting > DEEPEST;
    }

    boolean isInside(Kind kind) {
        return open[kind.ordinal()] > 0;
    }

    char current() {
        return at(text, pos);
    }

    char previous() {
        return at(text, pos - 1);
    }

    boolean startsWith(String part) {
        return text.startsWith(part, pos);
    }

    /** Goes back to an earlier place, and pays for the way. */
    void rewind(int place) {
        effort().spend(pos - place);
        pos = place;
    }

    void add(Element element) {
        tree.add(element);
    }

    void addText(CharSequence more) {
        addText(more, 0, more.length());
    }

    /** Takes what stands from the current place as text. */
    void takeAsText(int length) {
        int end = Math.min(text.length(), pos + length);
        addText(pos, end);
        pos = end;
    }

    private void addText(int from, int to) {
        addText(text, from, to);
    }

    private void addText(CharSequence more, int from, int to) {
        if (from >= to) {
            return;
        }
        if (!tree.lastChildIs(Kind.TEXT)) {
            tree.add(new Element(Kind.TEXT));
        }
        tree.children().getLast().append(more, from, to);
    }
}
