package org.dibao.kramdown.block;

import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import java.util.ArrayList;
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

    private static boolean startsList(String line) {
        return afterMark(line, 0, 3, false) != NONE || afterMark(line, 0, 3, true) != NONE;
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
        for (int i = 0; i < list.children().size(); i++) {
            Element item = list.children().get(i);
            for (StringBuilder part : items.parts.get(i)) {
                parser.parseInside(item, part.toString());
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

    /** Collects the lines of a list's items. */
    private static final class Collector {
        private final String text;
        private final boolean numbered;
        private final Element list;
        private final List<List<StringBuilder>> parts = new ArrayList<>();
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
            ItemShape shape = new ItemShape("", 0);
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
            ItemShape shape = ItemShape.of(text.substring(mark, end), mark - pos, item);
            margin = shape.margin();
            nestedListFound = startsList(shape.content());
            afterBlank = false;
            List<StringBuilder> content = new ArrayList<>(1);
            content.add(new StringBuilder(shape.content()));
            parts.add(content);
            pos = end;
            return shape;
        }

        private void addLine(ItemShape shape) {
            int end = Lines.next(text, pos);
            String line = ItemShape.withoutTabs(text.substring(pos, end));
            boolean indented = shape.startsWithIndentation(line);
            if (indented) {
                line = line.substring(shape.indentation());
            }
            if (!nestedListFound && indented && startsList(line)) {
                parts.getLast().add(new StringBuilder());
                nestedListFound = true;
            } else if (nestedListFound && !indented && startsList(line)) {
                line = " ".repeat(shape.indentation() + 4) + line;
            }
            parts.getLast().getLast().append(line);
            afterBlank = false;
            pos = end;
        }

        private boolean addBlankLines() {
            int end = Lines.afterBlank(text, pos);
            if (end == NONE) {
                return false;
            }
            nestedListFound = true;
            afterBlank = true;
            parts.getLast().getLast().append(text, pos, end);
            pos = end;
            return true;
        }
    }
}
