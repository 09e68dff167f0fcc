package org.dibao.kramdown.block;

import static java.util.Objects.requireNonNull;
import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import java.util.List;
import org.dibao.kramdown.scan.Lines;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Lists with marks and with numbers: collects the lines of each item, then reads each as blocks. */
final class Lists {
    private Lists() {}

    static boolean isNumber(String text, int content) {
        int end = ItemShape.afterNumber(text, content);
        return end != NONE && Boundaries.isListSpace(at(text, end));
    }

    /** The place after an item's mark with at most this margin, or {@link Lines#NONE}. */
    private static int afterMark(String text, int from, int margin, boolean numbered) {
        int place = from;
        while (place < from + margin && at(text, place) == ' ') {
            place++;
        }
        int end = numbered ? ItemShape.afterNumber(text, place) : afterBullet(text, place);
        return end != NONE && Boundaries.isListSpace(at(text, end)) ? end : NONE;
    }

    private static int afterBullet(String text, int place) {
        char c = at(text, place);
        return c == '*' || c == '+' || c == '-' ? place + 1 : NONE;
    }

    private static boolean startsList(String text, int from) {
        return afterMark(text, from, 3, false) != NONE || afterMark(text, from, 3, true) != NONE;
    }

    static boolean parse(BlockParser parser) {
        boolean numbered = afterMark(parser.text, parser.pos, 3, true) != NONE;
        if (!numbered && afterMark(parser.text, parser.pos, 3, false) == NONE) {
            return false;
        }
        Element list = parser.newBlock(numbered ? Kind.ORDERED_LIST : Kind.UNORDERED_LIST);
        Collector items = new Collector(parser.text, parser.pos, numbered, list);
        items.collect();
        parser.pos = items.pos;
        parser.tree().add(list);
        Element blank = null;
        for (int i = 0; i < list.childCount(); i++) {
            Element item = list.child(i);
            Element parts = item.withoutChildren();
            for (int part = 0; part < parts.childCount(); part++) {
                parser.parseInside(item, parts.child(part).value());
            }
            if (!item.children().isEmpty()) {
                tighten(list, item, items.endOfBlock);
                blank = item.lastChildIs(Kind.BLANK) ? item.children().removeLast() : null;
            }
        }
        if (blank != null && !items.endOfBlock) {
            parser.tree().add(blank);
        }
        TaskLists.mark(list);
        return true;
    }

    /** Shows an item's first paragraph without a tag, unless empty lines around it ask for one. */
    private static void tighten(Element list, Element item, boolean endOfBlock) {
        List<Element> inside = item.children();
        Element first = inside.getFirst();
        if (!first.is(Kind.PARAGRAPH)) {
            return;
        }
        if (inside.size() >= 2 && inside.get(1).is(Kind.END_OF_BLOCK) && first.attributeList() != null) {
            inside.remove(1);
        }
        boolean last = item == list.children().getLast();
        boolean tight = inside.size() < 2 || !inside.get(1).is(Kind.BLANK) || last && inside.size() == 2 && !endOfBlock;
        if (tight && (!last || list.children().size() == 1 || anyTight(list))) {
            if (inside.size() > 1 && !inside.get(1).is(Kind.BLANK)) {
                BlockParser.addText("\n", first);
            }
            first.makeTransparent();
        }
    }

    private static boolean anyTight(Element list) {
        return list.children().stream()
                .limit(list.children().size() - 1L)
                .anyMatch(item -> item.children().isEmpty()
                        || !item.children().getFirst().is(Kind.PARAGRAPH)
                        || item.children().getFirst().isTransparent());
    }

    /** Collects the lines of a list's items: each item has one or two texts inside, which are then read. */
    private static final class Collector {
        private final String text;
        private final boolean numbered;
        private final Element list;
        /** What is read of the item: the lines before a nested list, and those from there on. */
        private Element part = new Element(Kind.UNPARSED);

        private int pos;
        private boolean endOfBlock;
        private boolean afterBlank;
        private boolean nestedListFound;
        private int margin = 3;

        private Collector(String text, int pos, boolean numbered, Element list) {
            this.text = text;
            this.pos = pos;
            this.numbered = numbered;
            this.list = list;
        }

        private void collect() {
            ItemShape shape = ItemShape.NONE_YET;
            while (pos < text.length()) {
                if (afterBlank && Rules.end(text, pos) != NONE) {
                    return;
                }
                int end = Boundaries.afterEndOfBlock(text, pos);
                if (end != NONE) {
                    endOfBlock = true;
                    pos = end;
                    return;
                }
                int mark = afterMark(text, pos, margin, numbered);
                if (mark != NONE) {
                    shape = startItem(mark);
                } else if (shape.isIndented(text, pos) || !afterBlank && shape.isLazy(text, pos)) {
                    addLine(shape);
                } else if (!addBlankLines()) {
                    return;
                }
            }
        }

        private ItemShape startItem(int mark) {
            Element item = new Element(Kind.ITEM);
            list.add(item);
            int end = Lines.next(text, mark);
            ItemShape shape = ItemShape.of(text, mark, end, mark - pos, item);
            margin = shape.margin();
            nestedListFound = shape.start() < end && startsList(text, shape.start());
            afterBlank = false;
            startPart(text, shape.start(), end);
            pos = end;
            return shape;
        }

        private void addLine(ItemShape shape) {
            int end = Lines.next(text, pos);
            if (at(text, pos) == '\t') {
                String line = ItemShape.withoutTabs(text.substring(pos, end));
                addLine(shape, line, 0, line.length());
            } else {
                addLine(shape, text, pos, end);
            }
            afterBlank = false;
            pos = end;
        }

        private void addLine(ItemShape shape, String source, int line, int next) {
            boolean indented = shape.startsWithIndentation(source, line);
            int start = indented ? line + shape.indentation() : line;
            if (indented != nestedListFound && startsList(source, start)) {
                if (indented) {
                    startPart(source, start, start);
                    nestedListFound = true;
                } else {
                    part.append(" ".repeat(shape.indentation() + 4));
                }
            }
            part.append(source, start, next);
        }

        private void startPart(String source, int start, int end) {
            part = new Element(Kind.UNPARSED, source, start, end);
            requireNonNull(list.lastChild()).add(part);
        }

        private boolean addBlankLines() {
            int end = Lines.afterBlank(text, pos);
            if (end == NONE) {
                return false;
            }
            nestedListFound = true;
            afterBlank = true;
            part.append(text, pos, end);
            pos = end;
            return true;
        }
    }
}
