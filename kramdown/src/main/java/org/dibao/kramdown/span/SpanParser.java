package org.dibao.kramdown.span;

import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.block.Definitions;
import org.dibao.kramdown.scan.Attributes;
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

    private static final int NOT_LOOKED_FOR = -2;
    /** No construct looks at more characters before it: the text before its first mark need not be copied. */
    private static final int LOOKED_BACK = 4;

    /** Which constructs are looked for. */
    public enum Reading {
        ALL,
        CODE,
        CODE_AND_HTML,
        HTML
    }

    /** What ends an element. */
    interface Stop {
        char NO_MARK = Character.MAX_VALUE;

        /** The character that it begins with, if no construct begins with that. */
        default char mark() {
            return NO_MARK;
        }

        /** How many characters an end takes here; 0 where none is. */
        int length(String text, int at);

        /** Whether the element that was read up to here may end. */
        boolean accepts(Element element, SpanParser parser);
    }

    final String text;
    /** The text that this one is a part of, so that what is taken as text is a range of it. */
    private final String whole;

    private final int offset;
    final Definitions definitions;
    int pos;
    /** A bit for each kind of element that is being read. */
    private long open;

    private int nesting;
    private Element tree;
    private Reading reading = Reading.ALL;
    private final int depth;
    /** The last closing bracket of the text: no link or image begins after it. */
    private int lastBracket = NOT_LOOKED_FOR;
    /** The next closing brace as seen from an earlier place. */
    private int nextBrace = NOT_LOOKED_FOR;

    private int braceLookedForAt;
    /** Whether the text is only looked through for pipes; kramdown then lets attribute lists follow plain text. */
    private boolean looksForPipes;

    private SpanParser(String whole, int from, int to, Element into, Definitions definitions, int depth) {
        tree = into;
        this.whole = whole;
        offset = from;
        text = whole.substring(from, to);
        this.definitions = definitions;
        this.depth = depth;
    }

    /** Whether an element's value is a text without any spans. */
    static boolean isPlain(Element unparsed) {
        String text = unparsed.text();
        int from = unparsed.start();
        int to = unparsed.end();
        return to > from && SpanStarts.next(text, from, to, Reading.ALL, Stop.NO_MARK) == to;
    }

    /** Reads an element's value into another element. */
    static void parse(Element unparsed, Element into, Definitions definitions, Reading reading) {
        parse(unparsed.text(), unparsed.start(), unparsed.end(), into, definitions, reading);
    }

    /** Reads a range of a text into an element. */
    public static void parse(String text, int from, int to, Element into, Definitions definitions, Reading reading) {
        int start = SpanStarts.next(text, from, to, reading, Stop.NO_MARK);
        int copied = Math.max(from, start - LOOKED_BACK);
        SpanParser parser = new SpanParser(text, copied, to, into, definitions, 0);
        parser.addText(text, from, start);
        parser.pos = start - copied;
        parser.looksForPipes = reading == Reading.CODE_AND_HTML;
        parser.parse(into, null, reading);
    }

    /** Reads a part of this text as if it stood alone. */
    void parseApart(int from, int to, Element into) {
        SpanParser inner = new SpanParser(whole, offset + from, offset + to, into, definitions, depth + nesting);
        inner.parse(into, null, Reading.ALL);
    }

    /** Reads into an element up to its stop, or to the end of the text; answers whether the stop came. */
    boolean parse(Element into, @Nullable Stop stop, Reading wanted) {
        nesting++;
        long outerOpen = open;
        open |= bit(into.kind());
        Element outer = tree;
        Reading outerReading = reading;
        tree = into;
        reading = wanted;
        boolean found = parseUpTo(stop);
        tree = outer;
        reading = outerReading;
        open = outerOpen;
        nesting--;
        return found;
    }

    private boolean parseUpTo(@Nullable Stop stop) {
        char mark = stop == null ? Stop.NO_MARK : stop.mark();
        while (pos < text.length()) {
            int end = SpanStarts.next(text, pos, text.length(), reading, mark);
            addText(pos, end);
            pos = end;
            if (end >= text.length()) {
                return false;
            }
            if (stop != null && stop.length(text, pos) > 0 && stop.accepts(tree, this)) {
                return true;
            }
            if (stop != null && effort().isSpent()) {
                return false; // as it would for each of the elements around it after all of the text
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

    boolean looksForPipes() {
        return looksForPipes;
    }

    boolean hasBracketAfter(int place) {
        if (lastBracket == NOT_LOOKED_FOR) {
            lastBracket = text.lastIndexOf(']');
        }
        return lastBracket >= place;
    }

    /** Whether an attribute list that begins here may end. */
    boolean hasBraceNearby() {
        if (nextBrace < pos || pos < braceLookedForAt) {
            braceLookedForAt = pos;
            int found = text.indexOf('}', pos);
            nextBrace = found < 0 ? Integer.MAX_VALUE : found;
        }
        return nextBrace <= pos + Attributes.LONGEST + 1;
    }

    boolean isInside(Kind kind) {
        return (open & bit(kind)) != 0;
    }

    private static long bit(Kind kind) {
        return 1L << kind.ordinal();
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

    /** An element whose value is a range of this text. */
    Element element(Kind kind, int from, int to) {
        return new Element(kind, whole, offset + from, offset + to);
    }

    void addText(String more) {
        addText(more, 0, more.length());
    }

    /** Takes what stands from the current place as text. */
    void takeAsText(int length) {
        int end = Math.min(text.length(), pos + length);
        addText(pos, end);
        pos = end;
    }

    private void addText(int from, int to) {
        addText(whole, offset + from, offset + to);
    }

    private void addText(String more, int from, int to) {
        if (from >= to) {
            return;
        }
        Element last = tree.lastChild();
        if (last != null && last.is(Kind.TEXT)) {
            last.append(more, from, to);
        } else {
            tree.add(new Element(Kind.TEXT, more, from, to));
        }
    }
}
