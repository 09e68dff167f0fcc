package org.dibao.render.body;

import java.util.ArrayList;
import java.util.List;
import org.dibao.support.html.Edits;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Removes white space that paragraphs begin with, such as manual indentation by ideographic spaces. The stylesheet indents. */
final class Paragraphs {
    private Paragraphs() {}

    static void withoutIndent(Element body) {
        List<TextNode> gone = new ArrayList<>();
        for (Element paragraph : Nodes.all(
                body, one -> one.normalName().equals("p") || one.normalName().equals("div"))) {
            @Nullable Node node = paragraph.childNodeSize() == 0 ? null : paragraph.childNode(0);
            while (node != null) {
                if (node instanceof TextNode text) {
                    if (!stripped(text)) {
                        break;
                    }
                    node = next(text, paragraph);
                    gone.add(text);
                } else if (node instanceof Element inner && inner.childNodeSize() > 0 && goesIn(inner)) {
                    node = inner.childNode(0);
                } else {
                    break;
                }
            }
        }
        Edits.remove(gone);
    }

    /** The node that follows another in document order. */
    private static @Nullable Node next(Node node, Element within) {
        for (Node at = node; at != null && at != within; at = at.parent()) {
            Node sibling = at.nextSibling();
            if (sibling != null) {
                return sibling;
            }
        }
        return null;
    }

    private static boolean goesIn(Element inner) {
        String name = inner.normalName();
        return name.equals("a") || Nodes.INLINE.contains(name) && !name.equals("code") && !name.equals("ruby");
    }

    /** Whether nothing remains of it. */
    private static boolean stripped(TextNode text) {
        String whole = text.getWholeText();
        int from = 0;
        while (from < whole.length() && CharacterClasses.isSpace(whole.charAt(from))) {
            from++;
        }
        if (from > 0) {
            text.text(whole.substring(from));
        }
        return from == whole.length();
    }
}
