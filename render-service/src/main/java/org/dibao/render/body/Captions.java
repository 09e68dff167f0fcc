package org.dibao.render.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Captions of missing images: at the end of a text without images, short paragraphs that begin with ①, ②, ③ … in order,
 * or one paragraph of such pieces. They become a list.
 */
final class Captions {
    private static final char ONE = '①';
    private static final int MOST = 20;
    private static final int MAX_CAPTION = 60;
    private static final String SENTENCE_ENDS = "。；;：:！？!?";
    private static final Set<String> PICTURES = Set.of("img", "video", "audio", "figure");

    private Captions() {}

    static void collect(Element body) {
        if (body.stream().anyMatch(element -> PICTURES.contains(element.normalName()))) {
            return;
        }
        List<Element> blocks = Nodes.blocks(body);
        int end = SourceLines.end(blocks);
        int start = end;
        while (start > 0 && end - start < MOST && isPlain(blocks.get(start - 1)) && first(blocks.get(start - 1)) >= 0) {
            start--;
        }
        List<String> captions = new ArrayList<>();
        for (Element block : blocks.subList(start, end)) {
            pieces(block.wholeText().replace('\n', ' '), captions);
        }
        if (captions.size() < 2 || !inOrder(captions) || start == 0 || announces(blocks.get(start - 1))) {
            return;
        }
        Element list = new Element("ol").addClass("captions");
        captions.forEach(caption -> list.appendElement("li").text(CharacterClasses.strip(caption.substring(1))));
        blocks.get(start).before(list);
        blocks.subList(start, end).forEach(Node::remove);
    }

    private static boolean isPlain(Element block) {
        return block.normalName().equals("p")
                && !block.hasAttr("id")
                && block.childNodes().stream()
                        .allMatch(node -> node instanceof TextNode
                                || node instanceof Element element
                                        && element.normalName().equals("br"));
    }

    private static int first(Element block) {
        String text = CharacterClasses.strip(block.text());
        return text.isEmpty() ? -1 : number(text.charAt(0));
    }

    /** 0 for ①, or -1. */
    private static int number(char c) {
        return c >= ONE && c < ONE + MOST ? c - ONE : -1;
    }

    private static void pieces(String text, List<String> into) {
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || number(text.charAt(i)) >= 0) {
                String piece = CharacterClasses.strip(text.substring(from, i));
                if (!piece.isEmpty()) {
                    into.add(piece);
                }
                from = i;
            }
        }
    }

    private static boolean inOrder(List<String> captions) {
        for (int i = 0; i < captions.size(); i++) {
            String caption = captions.get(i);
            if (number(caption.charAt(0)) != i
                    || caption.length() < 2
                    || caption.length() > MAX_CAPTION
                    || SENTENCE_ENDS.indexOf(caption.charAt(caption.length() - 1)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean announces(Element before) {
        String text = CharacterClasses.strip(before.text());
        return text.endsWith("：") || text.endsWith(":") || Nodes.isHeading(before);
    }
}
