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
        if (paragraph.childCount() == 0) {
            return false;
        }
        Element element = paragraph.child(0);
        String text = element.text();
        int box = skipSpace(text, element.start());
        if (box + 3 >= element.end()) {
            return false;
        }
        char mark = at(text, box + 1);
        boolean open = mark == ' ';
        boolean ticked = mark == 'x' || mark == 'X';
        boolean task = at(text, box) == '[' && (open || ticked) && at(text, box + 2) == ']';
        if (!task || !isSpace(at(text, box + 3))) {
            return false;
        }
        String label = text.substring(Math.min(element.end(), skipSpace(text, box + 3)), element.end());
        element.value(BOX + (ticked ? " checked=\"checked\"" : "") + " />" + label);
        return true;
    }
}
