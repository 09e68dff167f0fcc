package org.dibao.kramdown.block;

import static org.dibao.kramdown.scan.Characters.isSpace;
import static org.dibao.kramdown.scan.Characters.skipSpace;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Items that begin with {@code [ ]} or {@code [x]} get a box to tick; they and all items after have a class. */
final class TaskLists {
    private static final String BOX =
            "<input type=\"checkbox\" class=\"task-list-item-checkbox\" disabled=\"disabled\"";

    private TaskLists() {}

    static void mark(Element list) {
        boolean found = false;
        for (Element item : list.children()) {
            if (item.children().isEmpty() || !item.children().getFirst().is(Kind.PARAGRAPH)) {
                continue;
            }
            found |= addBox(item.children().getFirst());
            if (found) {
                item.attribute("class", "task-list-item");
            }
        }
        if (found) {
            list.attribute("class", "task-list");
        }
    }

    private static boolean addBox(Element paragraph) {
        if (paragraph.children().isEmpty()) {
            return false;
        }
        Element text = paragraph.children().getFirst();
        String value = text.value();
        int box = skipSpace(value, 0);
        char mark = at(value, box + 1);
        boolean open = mark == ' ';
        boolean ticked = mark == 'x' || mark == 'X';
        boolean task = at(value, box) == '[' && (open || ticked) && at(value, box + 2) == ']';
        if (!task || !isSpace(at(value, box + 3))) {
            return false;
        }
        text.value(BOX + (ticked ? " checked=\"checked\"" : "") + " />" + value.substring(skipSpace(value, box + 3)));
        return true;
    }
}
