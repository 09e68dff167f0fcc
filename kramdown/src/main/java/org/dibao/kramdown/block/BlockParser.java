package org.dibao.kramdown.block;

import java.util.List;
import org.dibao.kramdown.scan.Characters;
import org.dibao.kramdown.scan.Effort;
import org.dibao.kramdown.scan.Lines;
import org.dibao.kramdown.tree.AttributeList;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads one text as blocks: at every line the constructs are asked in order, and the first that takes the line moves
 * on. What stands inside a block (a quotation, a list item) is a text of its own with a parser of its own.
 */
final class BlockParser {
    /** Deeper nesting is read as plain paragraphs. */
    private static final int DEEPEST = 40;
    /** The depth of what is not read for blocks any more. */
    private static final int BELOW_ALL = DEEPEST + 1;

    private static final List<Construct> CONSTRUCTS = List.of(
            Paragraphs::blankLines,
            CodeBlocks::indented,
            FencedCode::parse,
            Blockquotes::parse,
            Headings::hash,
            Rules::parse,
            Lists::parse,
            DefinitionLists::parse,
            HtmlBlocks::parse,
            Headings::underlined,
            MathBlocks::parse,
            Tables::parse,
            LinkDefinitions::footnote,
            LinkDefinitions::link,
            LinkDefinitions::abbreviation,
            Extensions::parse,
            Extensions::endOfBlock,
            Paragraphs::parse);
    /** What may begin with a letter. */
    private static final List<Construct> WORDS = List.of(Headings::underlined, Tables::parse, Paragraphs::parse);

    private static final List<Construct> PLAIN = List.of(Paragraphs::blankLines, Paragraphs::parse);

    final String text;
    final Definitions definitions;
    private int depth;
    int pos;
    private Element tree;
    private @Nullable AttributeList pending;
    private boolean stopped;

    private BlockParser(String text, Element into, Definitions definitions, int depth) {
        this.text = text;
        tree = into;
        this.definitions = definitions;
        this.depth = depth;
    }

    /** One kind of block. */
    interface Construct {
        /** Takes what begins at the parser's place and moves on, or leaves the place and answers false. */
        boolean parse(BlockParser parser);
    }

    /** Reads a text from its beginning into an element. */
    void parseInside(Element into, String content) {
        read(content, into, definitions, effort().nests(content.length()) ? depth : BELOW_ALL);
    }

    /** Reads a text into an element that stands so deep. */
    static void read(String content, Element into, Definitions definitions, int depth) {
        new BlockParser(content, into, definitions, depth).parse(into);
    }

    /** Reads from here to the end, or to the end tag of the HTML element that is read into; answers whether that came. */
    boolean parse(Element into) {
        Element outer = tree;
        AttributeList outerPending = pending;
        tree = into;
        pending = null;
        depth++;
        while (!atEnd() && !stopped) {
            if (!parseOne()) {
                int next = Lines.next(text, pos);
                addText(text, pos, next, tree);
                pos = next;
            }
        }
        depth--;
        boolean found = stopped;
        stopped = false;
        tree = outer;
        pending = outerPending;
        return found;
    }

    private boolean parseOne() {
        for (Construct construct : constructs()) {
            if (construct.parse(this)) {
                return true;
            }
        }
        return false;
    }

    private List<Construct> constructs() {
        if (isTooDeep()) {
            return PLAIN;
        }
        char first = Lines.at(text, Lines.margin(text, pos));
        return Characters.isAsciiLetter(first) || first >= 128 ? WORDS : CONSTRUCTS;
    }

    /** Ends the reading of the element whose end tag was met. */
    void stop() {
        stopped = true;
    }

    boolean isTooDeep() {
        return depth > DEEPEST;
    }

    boolean atEnd() {
        return pos >= text.length();
    }

    Element tree() {
        return tree;
    }

    Effort effort() {
        return definitions.effort();
    }

    /** Runs a reader inside an element; {@link #tree()} is that element meanwhile. */
    void within(Element element, Runnable reader) {
        Element outer = tree;
        tree = element;
        reader.run();
        tree = outer;
    }

    /** A new block, with the attribute list that stood before it. */
    Element newBlock(Kind kind, String value) {
        return withPending(new Element(kind, value));
    }

    Element newBlock(Kind kind) {
        return newBlock(kind, "");
    }

    /** Gives a block the attribute list that stood before it. */
    Element withPending(Element block) {
        if (pending != null) {
            block.attributeList(pending);
            pending = null;
        }
        return block;
    }

    /** Forgets the attribute list that stood before empty lines. */
    void dropPending() {
        pending = null;
    }

    AttributeList pending() {
        if (pending == null) {
            pending = new AttributeList();
        }
        return pending;
    }

    /** Whether a block that must stand apart may begin here. */
    boolean isAfterBoundary() {
        Element last = tree.lastChild();
        return last == null || last.is(Kind.BLANK) || last.is(Kind.END_OF_BLOCK) && !last.hasValue() || pending != null;
    }

    boolean isBeforeBoundary() {
        return Boundaries.isBoundary(text, pos);
    }

    /** Adds unparsed text to an element. */
    static void addText(String more, Element to) {
        addText(more, 0, more.length(), to);
    }

    /** Adds a range of a text, unparsed, to an element. */
    static void addText(String more, int start, int end, Element to) {
        Element last = to.lastChild();
        if (last != null && last.is(Kind.UNPARSED)) {
            last.append(more, start, end);
        } else {
            to.add(new Element(Kind.UNPARSED, more, start, end));
        }
    }
}
