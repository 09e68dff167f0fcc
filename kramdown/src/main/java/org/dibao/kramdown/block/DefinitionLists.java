package org.dibao.kramdown.block;

import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import java.util.ArrayList;
import java.util.List;
import org.dibao.kramdown.scan.Lines;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;
import org.jspecify.annotations.Nullable;

/** Definition lists: a paragraph whose lines are terms, then definitions after colons. */
final class DefinitionLists {
    private DefinitionLists() {}

    private static int afterMark(String text, int from, int margin) {
        int place = from;
        while (place < from + margin && at(text, place) == ' ') {
            place++;
        }
        return at(text, place) == ':' && Boundaries.isListSpace(at(text, place + 1)) ? place + 1 : NONE;
    }

    static boolean parse(BlockParser parser) {
        if (afterMark(parser.text, parser.pos, 3) == NONE
                || !followsTerms(parser.tree().children())) {
            return false;
        }
        List<Element> siblings = parser.tree().children();
        Element list = parser.newBlock(Kind.DEFINITION_LIST);
        Element terms = siblings.removeLast();
        boolean apart = terms.is(Kind.BLANK);
        if (apart) {
            terms = siblings.removeLast();
        }
        addTerms(terms, list);
        list.attributeList(terms.attributeList());
        Collector definitions = new Collector(parser.text, parser.pos, list, apart);
        definitions.collect();
        parser.pos = definitions.pos;
        Element blank = definitions.parseInto(parser);
        join(siblings, list);
        if (blank != null) {
            siblings.add(blank);
        }
        return true;
    }

    private static boolean followsTerms(List<Element> before) {
        if (before.isEmpty()) {
            return false;
        }
        Element last = before.getLast();
        if (last.is(Kind.PARAGRAPH)) {
            return true;
        }
        return before.size() >= 2
                && last.is(Kind.BLANK)
                && last.value().equals("\n")
                && before.get(before.size() - 2).is(Kind.PARAGRAPH);
    }

    private static void addTerms(Element paragraph, Element list) {
        for (String line : paragraph.children().getFirst().value().split("\n")) {
            Element term = new Element(Kind.TERM);
            BlockParser.addText(ItemShape.takeAttributes(line, term), term);
            list.add(term);
        }
    }

    /** Adds the terms to a list that ends just before, or as a list of their own. */
    private static void join(List<Element> siblings, Element list) {
        int size = siblings.size();
        if (size >= 1 && siblings.getLast().is(Kind.DEFINITION_LIST)) {
            siblings.getLast().children().addAll(list.children());
        } else if (size >= 2
                && siblings.getLast().is(Kind.BLANK)
                && siblings.get(size - 2).is(Kind.DEFINITION_LIST)) {
            siblings.removeLast();
            siblings.getLast().children().addAll(list.children());
        } else {
            siblings.add(list);
        }
    }

    /** Collects the lines of the definitions. */
    private static final class Collector {
        private final String text;
        private final Element list;
        private final List<Element> contents = new ArrayList<>();
        private final List<Element> definitions = new ArrayList<>();
        private final List<Boolean> withParagraph = new ArrayList<>();
        private int pos;
        private boolean apart;

        private Collector(String text, int pos, Element list, boolean apart) {
            this.text = text;
            this.pos = pos;
            this.list = list;
            this.apart = apart;
        }

        private void collect() {
            ItemShape shape = ItemShape.NONE_YET;
            int margin = 3;
            boolean afterBlank = false;
            while (pos < text.length()) {
                int mark = afterMark(text, pos, margin);
                int end = Lines.next(text, pos);
                if (mark != NONE) {
                    shape = start(mark, end);
                    margin = shape.margin();
                    afterBlank = false;
                } else if (Boundaries.afterEndOfBlock(text, pos) != NONE) {
                    return;
                } else if (shape.isIndented(text, pos) || !afterBlank && shape.isLazy(text, pos)) {
                    shape.addLine(text, pos, end, contents.getLast());
                    apart = false;
                    afterBlank = false;
                } else {
                    end = Lines.afterBlank(text, pos);
                    if (end == NONE) {
                        return;
                    }
                    contents.getLast().append(text, pos, end);
                    apart = true;
                    afterBlank = true;
                }
                pos = end;
            }
        }

        private ItemShape start(int mark, int end) {
            Element definition = new Element(Kind.DEFINITION);
            list.add(definition);
            definitions.add(definition);
            withParagraph.add(apart);
            apart = false;
            ItemShape shape = ItemShape.of(text, mark, end, mark - pos, definition);
            contents.add(new Element(Kind.UNPARSED, text, shape.start(), end));
            return shape;
        }

        /** Reads the definitions; answers the empty lines after the last one. */
        private @Nullable Element parseInto(BlockParser parser) {
            Element blank = null;
            for (int i = 0; i < definitions.size(); i++) {
                Element definition = definitions.get(i);
                parser.parseInside(definition, contents.get(i).value());
                List<Element> inside = definition.children();
                if (inside.isEmpty()) {
                    continue;
                }
                blank = definition.lastChildIs(Kind.BLANK) ? inside.removeLast() : null;
                if (!inside.isEmpty() && inside.getFirst().is(Kind.PARAGRAPH) && !withParagraph.get(i)) {
                    if (inside.size() > 1) {
                        BlockParser.addText("\n", inside.getFirst());
                    }
                    inside.getFirst().makeTransparent();
                }
            }
            return blank;
        }
    }
}
