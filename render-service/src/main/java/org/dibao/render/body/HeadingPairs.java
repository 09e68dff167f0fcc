package org.dibao.render.body;

import java.util.ArrayList;
import java.util.List;
import org.dibao.support.html.Edits;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * Joins two-line newspaper headings that arrive as two paragraphs: exactly two short paragraphs without punctuation
 * between long ones, repeatedly. A text with its own headings is left alone, as is one with fewer such pairs.
 */
final class HeadingPairs {
    private static final int MAX_LINE = 16;
    private static final int MIN_TEXT = 40;
    private static final int MIN_PAIRS = 3;

    private HeadingPairs() {}

    static void join(Element body) {
        if (body.stream().anyMatch(Nodes::isHeading)) {
            return;
        }
        List<Element> blocks = Nodes.blocks(body);
        List<Integer> pairs = new ArrayList<>();
        for (int i = 1; i + 2 < blocks.size(); i++) {
            if (isLine(blocks.get(i))
                    && isLine(blocks.get(i + 1))
                    && isText(blocks.get(i + 2))
                    && isText(blocks.get(i - 1))) {
                pairs.add(i);
            }
        }
        if (pairs.size() < MIN_PAIRS) {
            return;
        }
        Edits edits = new Edits();
        for (int i : pairs) {
            Element heading = new Element("h2");
            heading.appendText(CharacterClasses.strip(blocks.get(i).text())).appendChild(new Element("br"));
            heading.appendText(CharacterClasses.strip(blocks.get(i + 1).text()));
            edits.replace(blocks.get(i), List.of(heading));
            edits.remove(blocks.get(i + 1));
        }
        edits.make();
    }

    private static boolean isText(Element block) {
        return block.normalName().equals("p")
                && CharacterClasses.strip(block.text()).length() >= MIN_TEXT;
    }

    private static boolean isLine(Element block) {
        String text = CharacterClasses.strip(block.text());
        return block.normalName().equals("p")
                && !text.isEmpty()
                && text.codePointCount(0, text.length()) <= MAX_LINE
                && block.childNodes().stream().allMatch(node -> node instanceof TextNode)
                && Character.isLetterOrDigit(text.codePointAt(0))
                && Character.isLetterOrDigit(text.codePointBefore(text.length()))
                && text.codePoints().anyMatch(CharacterClasses::isIdeograph);
    }
}
